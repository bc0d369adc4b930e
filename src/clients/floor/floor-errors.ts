import { Refused, UnexpectedAnswer, Unreachable } from '../errors.ts';

/** The gateway wants a subscription key, or another one; logging in again would not help. */
export class SubscriptionKeyRefused extends Refused {}

/** The week's calls are used up, and the server said until when. */
export class QuotaSpent extends Unreachable {}

/** The gateway knows no such address: the table of operations is wrong. */
export class PathUnknown extends UnexpectedAnswer {}

/** The operation is switched off, or its path is a guess that nobody has confirmed. */
export class NotConfigured extends UnexpectedAnswer {}

/** What was asked for is not accepted; a time span that is too long, for example. */
export class BadQuestion extends UnexpectedAnswer {}

/** It answered 5xx: it is there, but could not give this. */
export class ServerError extends Unreachable {}

/** So few calls are left in this week that they are kept for questions of people. */
export class QuotaKept extends Refused {}
