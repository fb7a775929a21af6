import { evidenceTexts as texts } from '../i18n/index.js';
import { compareProportions, type ProportionsComparison } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { figuresPointing } from './direction.js';
import type { Contradiction, Finding, GroupFigure } from './finding.js';
import { rankedByShare } from './group-figures.js';
import type { FindingContext } from './group-finding.js';
import { count, join, name, percent, points, quoted, say, type Words } from './in-words.js';
import { placeClause, placeDirection } from './place-finding.js';
import type { PlaceDifference } from './place-differences.js';
import { favourableChoice, onItem, shareClauses } from './shares-in-words.js';

/** Where the groups' answers contradict the section's claim, or one another. */
export function groupContradictions(context: FindingContext, finding: Finding): Contradiction[] {
  const { item, title, yardstick } = context;
  const found: Contradiction[] = [];
  if (finding.direction === 'contradicts' || finding.direction === 'mixed') {
    const against = figuresPointing(finding.groups, 'contradicts', yardstick);
    const figures = join([onItem(title), shareClauses(against, favourableChoice(item))], 'none');
    found.push({ kind: 'claim', item: item.code, statement: againstClaim(context, figures) });
  }
  const disagreement = strongestDisagreement(finding.groups);
  if (disagreement) {
    found.push({ kind: 'groups', item: item.code, statement: disagreementStatement(context, disagreement) });
  }
  return found;
}

/** Where a street or a stage contradicts the section's claim. */
export function placeContradictions(
  context: FindingContext,
  differences: readonly PlaceDifference[],
): Contradiction[] {
  const { item, title, yardstick } = context;
  const against = differences.filter((each) => placeDirection([each], yardstick) === 'contradicts');
  if (against.length === 0) return [];
  const clauses = against.map((each) => placeClause(each, favourableChoice(item)));
  const figures = join([onItem(title), join(clauses, 'semicolon')], 'none');
  return [{ kind: 'claim', item: item.code, statement: againstClaim(context, figures) }];
}

function againstClaim({ yardstick }: FindingContext, { zh, en }: Words): Words {
  const text = yardstick.kind === 'achievement' ? texts.againstAchievement : texts.againstProblem;
  return say(text, { figures: { zh, en: en.charAt(0).toLowerCase() + en.slice(1) } });
}

interface Disagreement {
  readonly comparison: ProportionsComparison;
  readonly higher: ReturnType<typeof rankedByShare>[number];
  readonly lower: ReturnType<typeof rankedByShare>[number];
}

/** The pair of groups whose difference is surely the largest, where it surely is large; else null. */
export function strongestDisagreement(figures: readonly GroupFigure[]): Disagreement | null {
  const ranked = rankedByShare(figures);
  let strongest: Disagreement | null = null;
  let least: number = CUT_OFFS.groupGap;
  ranked.forEach((higher, index) => {
    for (const lower of ranked.slice(index + 1)) {
      const comparison = compareProportions(higher.favourable, lower.favourable);
      if (!comparison.ok || comparison.value.lower < least) continue;
      least = comparison.value.lower;
      strongest = { comparison: comparison.value, higher, lower };
    }
  });
  return strongest;
}

function disagreementStatement({ item, title }: FindingContext, pair: Disagreement): Words {
  return say(texts.groupsDisagree, {
    title: quoted(title),
    favourable: favourableChoice(item),
    higher: name(pair.higher.label),
    highShare: percent(pair.higher.favourable.share),
    highN: count(pair.higher.favourable.n),
    lower: name(pair.lower.label),
    lowShare: percent(pair.lower.favourable.share),
    lowN: count(pair.lower.favourable.n),
    points: points(pair.comparison.difference),
    low: points(pair.comparison.lower),
    high: points(pair.comparison.upper),
  });
}
