import type { RespondentGroup } from '../codebook/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { disagreementInWords, strongestDisagreement } from './disagreement.js';
import { figuresPointing } from './direction.js';
import type { Contradiction, Finding } from './finding.js';
import type { FindingContext } from './group-finding.js';
import { join, say, type Words } from './in-words.js';
import { placeClauses, placeDirection } from './place-finding.js';
import type { PlaceDifference } from './place-differences.js';
import { chosenOn, shareClauses } from './shares-in-words.js';

/** Where the groups' answers contradict the section's claim, or one another. */
export function groupContradictions(context: FindingContext, finding: Finding): Contradiction[] {
  const { item, yardstick } = context;
  const found: Contradiction[] = [];
  if (finding.direction === 'contradicts' || finding.direction === 'mixed') {
    const against = figuresPointing(finding.groups, 'contradicts', yardstick);
    const figures = join([chosenOn(context), shareClauses(against)], 'none');
    found.push({ kind: 'claim', item: item.code, statement: againstClaim(context, figures) });
  }
  const byChance = finding.test !== null && finding.test.pValue >= CUT_OFFS.significance;
  const disagreement = byChance ? null : strongestDisagreement(finding.groups);
  if (disagreement) {
    found.push({ kind: 'groups', item: item.code, statement: disagreementInWords(disagreement, context) });
  }
  return found;
}

/** Where a street or a stage contradicts the section's claim. */
export function placeContradictions(
  context: FindingContext,
  differences: readonly PlaceDifference[],
  groups: readonly RespondentGroup[],
): Contradiction[] {
  const { item, yardstick } = context;
  const against = differences.filter((each) => placeDirection([each], yardstick) === 'contradicts');
  if (against.length === 0) return [];
  const figures = join(placeClauses(context, against, groups), 'semicolon');
  return [{ kind: 'claim', item: item.code, statement: againstClaim(context, figures) }];
}

function againstClaim({ yardstick }: FindingContext, { zh, en }: Words): Words {
  const text = yardstick.kind === 'achievement' ? texts.againstAchievement : texts.againstProblem;
  return say(text, { figures: { zh, en: en.charAt(0).toLowerCase() + en.slice(1) } });
}
