import { count } from '../answers/quantities.ts';
import type { Text } from '../core/reply.ts';
import { type LateRule, lateRuleText } from '../floor/late.ts';
import { ordersText } from '../floor/order-text.ts';
import { skippedRemark, sweepRemarks } from '../floor/sweep-remarks.ts';
import type { FloorSummaryFacts } from './floor-summary-facts.ts';

/** The small print about a floor: by which rule orders are late, what is not reported, what could not be read. */
export function floorRemarks({ current, done, failure, skipped }: FloorSummaryFacts, late: LateRule): readonly Text[] {
  const untold = late.kind === 'none' ? 0 : (current?.late.untold ?? 0);
  const remarks = [
    current !== undefined && current.inProgress.length + current.queued.length > 0 && lateRuleText(late),
    untold > 0 && `whether ${ordersText(untold)} ${untold === 1 ? 'is' : 'are'} late is not known`,
    done !== undefined && done.uncounted > 0 && `units of ${count(done.uncounted, 'done order')} are not reported`,
    done !== undefined && done.orders.length > 0 && done.scrapped === undefined && 'scrap is not reported',
    done !== undefined && done.undated > 0 && `when ${count(done.undated, 'more done order')} ended is not reported`,
    failure !== undefined && `what could not be read: ${failure}`,
  ];
  return [
    ...remarks.filter((remark) => typeof remark === 'string').map((remark) => [remark]),
    ...skippedRemark(skipped),
    ...(current === undefined ? [] : sweepRemarks(current)),
  ];
}
