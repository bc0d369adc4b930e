/** Where an answer goes in Slack. */
export interface Target {
  /** A channel's id, or a user's for the direct conversation with the bot. */
  readonly channel: string;
  /** Who asked. */
  readonly user: string;
  readonly thread?: string;
  /** The thread for what only the asker sees, where it is shown there. */
  readonly hiddenThread?: string;
  /** Whether others read here, so that something can be hidden from them. */
  readonly canHide: boolean;
  /** Set where all of the answer stays between the bot and the asker. */
  readonly isHidden?: boolean;
  /** Set where the answer takes the place of the message that was pressed on. */
  readonly replaces?: boolean;
  readonly responseUrl?: string;
}

/** The same asker's direct conversation with the bot. */
export function directTarget({ user }: Target): Target {
  return { channel: user, user, canHide: false };
}
