import { flagBit, type QualityFlag } from '@duwen/shared/coding';
import { requireStatus, statusConflict } from '../campaigns/find-campaign.js';
import { problem } from '../http/problem.js';
import { excludedFlags } from '../matrix/excluded-flags.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { Campaigns, type QualityDecision } from '../store/campaigns.js';
import type { MarkCounts } from './mark-counts.js';

const DECIDED = {
  zh: '这一标记已是此状态，或刚刚有人作了决定；请刷新后再看。',
  en: 'This mark is decided so already, or somebody has just decided on a mark. Reload and look again.',
};

const FEW = {
  zh: '这一决定只影响很少几份答卷：决定前后的表格一比就会透露他们怎样作答，所以不能单独排除（或恢复）这一标记。',
  en: 'This decision concerns few responses: the tables before and after, held against each other, would tell what those few answered. So this mark cannot be left out (or let back in) by itself.',
};

/**
 * Records a decision on the responses with a mark. Decisions are added, never changed; of two at the same moment the second
 * is refused, so that nobody decides on what he has not seen.
 *
 * @param matrix the campaign's, as of now
 * @param counts of the matrix
 * @throws 409 `status-conflict`: decided so already, or the campaign is archived; 403 `differencing`: the tables before and
 *   after, held against each other, would tell what few people answered
 */
export async function decide(
  { campaign }: CampaignMatrix,
  counts: MarkCounts,
  decision: QualityDecision,
): Promise<void> {
  requireStatus(campaign, 'draft', 'open', 'closed');
  // Campaigns of before there were such decisions have none.
  const before = campaign.qualityDecisions ?? [];
  const bit = flagBit(decision.flag);
  if (((excludedFlags(before) & bit) !== 0) === decision.excluded) throw statusConflict(DECIDED);
  if (tellsFew(counts, before, decision, campaign.minimumCell))
    throw problem('differencing', 403, { errors: [{ message: FEW }] });
  const unchanged =
    before.length === 0
      ? { $or: [{ qualityDecisions: { $size: 0 } }, { qualityDecisions: { $exists: false } }] }
      : { qualityDecisions: { $size: before.length } };
  const { matchedCount } = await Campaigns.updateOne(
    { _id: campaign._id, ...unchanged },
    { $push: { qualityDecisions: decision } },
  );
  if (matchedCount === 0) throw statusConflict(DECIDED);
}

/** Whether the tables that the decision makes differ by few people from those of any time before. */
export function tellsFew(
  counts: MarkCounts,
  before: readonly QualityDecision[],
  decision: QualityDecision,
  minimum: number,
): boolean {
  const after = excludedFlags([...before, decision]);
  const earlier = new Set([0, ...before.map((_, index) => excludedFlags(before.slice(0, index + 1)))]);
  const isFew = (count: number): boolean => count > 0 && count < minimum;
  return [...earlier].some(
    (bits) =>
      isFew(counts.count((marks) => (marks & bits) === 0 && (marks & after) !== 0)) ||
      isFew(counts.count((marks) => (marks & after) === 0 && (marks & bits) !== 0)),
  );
}

/** The marks whose responses are left out, as a list. */
export const flagsLeftOut = (
  decisions: readonly QualityDecision[],
  all: readonly QualityFlag[],
): QualityFlag[] => all.filter((flag) => excludedFlags(decisions) & flagBit(flag));
