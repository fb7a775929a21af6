import { testBetweenRows, type BreakdownTest } from '../breakdown/index.js';
import type { CampaignItem } from '../codebook/index.js';
import { evidenceTexts as texts, type LocalizedText } from '../i18n/index.js';
import { netPromoterScore } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { gapBetween, gapInWords, isComparable } from './disagreement.js';
import { directionOf, strengthOfDirection, type Yardstick } from './direction.js';
import type { Finding, FindingKind, GroupFigure } from './finding.js';
import { rangeOf, rankedByShare } from './group-figures.js';
import {
  count,
  join,
  name,
  pValue,
  quoted,
  say,
  sentence,
  signed,
  signedInterval,
  wholePercent,
  type Words,
} from './in-words.js';
import { favourableLabel, shareSentences, withheldSentence } from './shares-in-words.js';

/** What every finding on an item starts from. */
export interface FindingContext {
  readonly indicator: { readonly code: string; readonly threshold: number | null };
  readonly item: CampaignItem;
  readonly title: LocalizedText;
  readonly yardstick: Yardstick;
}

/** The figures that findings of an item have in common. */
export function findingBase(
  { indicator, item, title }: FindingContext,
  kind: FindingKind,
): Omit<Finding, 'statement' | 'groups' | 'test' | 'noTest' | 'direction' | 'strength'> {
  return {
    id: `${indicator.code}/${item.code}/${kind}`,
    kind,
    indicator: indicator.code,
    item: item.code,
    itemTitle: title,
    options: item.options.map(({ label, missing, favourable, score }) => ({
      label,
      missing,
      favourable,
      score,
    })),
    favourableLabel: favourableLabel(item),
    threshold: indicator.threshold,
  };
}

/** What the groups answered to an item whose scale says what is favourable, and how far they differ. */
export function groupFinding(context: FindingContext, figures: readonly GroupFigure[]): Finding {
  const { item, yardstick } = context;
  const tested = testBetweenRows(figures.filter(isComparable));
  const test = tested.ok ? tested.value : null;
  // Recommendation on 0 to 10 has no share that all would call high: it is reported, not held against the claim.
  const judged = item.scale?.type !== 'nps' || yardstick.threshold !== null;
  const direction = judged ? directionOf(figures, yardstick) : 'neutral';
  return {
    ...findingBase(context, 'groups'),
    statement: groupStatement(context, figures, test),
    groups: figures,
    test,
    noTest: tested.ok ? null : tested.reason,
    direction,
    strength: strengthOfDirection(figures, direction, yardstick),
  };
}

function groupStatement(
  context: FindingContext,
  figures: readonly GroupFigure[],
  test: BreakdownTest | null,
): Words {
  const { item, title, yardstick } = context;
  if (figures.every((figure) => !rangeOf(figure))) return say(texts.allWithheld, { title: quoted(title) });
  const sentences = [
    ...shareSentences(context, figures),
    item.reverse ? say(texts.reverse) : null,
    item.scale?.type === 'nps' ? netPromoterSentence(item, figures) : null,
    test && differenceSentence(figures.filter(isComparable), test),
    fewAnswersSentence(figures),
    yardstick.threshold === null ? null : thresholdSentence(figures, yardstick.threshold, yardstick),
    withheldSentence(figures),
  ];
  return join(
    sentences.filter((each) => each !== null),
    'sentence',
  );
}

const SIZE = {
  negligible: texts.negligible,
  small: texts.small,
  medium: texts.medium,
  large: texts.large,
} as const;

/**
 * How far the highest group lies above the lowest and how large that is, and whether the groups differ by more than chance:
 * significant is not yet large.
 */
function differenceSentence(figures: readonly GroupFigure[], test: BreakdownTest): Words | null {
  const ranked = rankedByShare(figures);
  const [higher, lower] = [ranked[0], ranked.at(-1)];
  const gap = higher && lower && higher !== lower ? gapBetween(higher, lower) : null;
  if (!gap?.difference) return null;
  const beyond = test.pValue < CUT_OFFS.significance;
  const values = gapInWords(gap.difference, gap.h);
  return sentence(
    say(texts.groupsDiffer, {
      higher: name(higher!.label),
      lower: name(lower!.label),
      ...values,
      size: beyond ? say(SIZE[gap.size], { h: values.h }) : { zh: '', en: '' },
      who: ranked.length === 2 ? texts.twoGroups : texts.allGroups,
      chance: beyond ? texts.moreThanChance : texts.noMoreThanChance,
      statistic: test.statistic.toFixed(1),
      df: String(test.df),
      p: pValue(test.pValue),
      how: howTested(test),
    }),
  );
}

/** How far the p-value can be trusted, where it is not plainly that of χ². */
function howTested({ method, approximate }: BreakdownTest): Words | string {
  if (method === 'fisherExact') return texts.exactly;
  return approximate ? texts.roughly : '';
}

/** Which groups were too few to be compared with the others; null where none was. */
function fewAnswersSentence(figures: readonly GroupFigure[]): Words | null {
  const few = figures.filter((figure) => figure.favourable && !isComparable(figure));
  if (few.length === 0 || figures.length === 1) return null;
  const groups = join(
    few.map(({ label }) => name(label)),
    'and',
  );
  return sentence(say(texts.fewAnswers, { groups, least: count(CUT_OFFS.groupBase) }));
}

/** How each group's interval lies to the threshold: wholly above, wholly below, or across it. */
function thresholdSentence(
  figures: readonly GroupFigure[],
  threshold: number,
  { reverse }: Yardstick,
): Words | null {
  const above: LocalizedText[] = [];
  const below: LocalizedText[] = [];
  const across: LocalizedText[] = [];
  for (const figure of figures) {
    const range = rangeOf(figure);
    if (!range) continue;
    const { lower, upper } = reverse ? { lower: 1 - range.upper, upper: 1 - range.lower } : range;
    (lower >= threshold ? above : upper < threshold ? below : across).push(name(figure.label));
  }
  const positions = (
    [
      [texts.thresholdMet, above],
      [texts.thresholdNotMet, below],
      [texts.thresholdStraddled, across],
    ] as const
  )
    .filter(([, labels]) => labels.length > 0)
    .map(([text, labels]) => say(text, { groups: join(labels, 'and') }));
  if (positions.length === 0) return null;
  return say(reverse ? texts.thresholdReversed : texts.threshold, {
    threshold: wholePercent(threshold),
    positions: join(positions, 'position'),
  });
}

/** Promoters (9, 10) less detractors (0 to 6) of each group whose counts are all shown. */
function netPromoterSentence({ options }: CampaignItem, figures: readonly GroupFigure[]): Words | null {
  const scores = figures.flatMap(({ label, counts }) => {
    if (counts.length === 0 || counts.some((each) => each === null)) return [];
    const among = (low: number, high: number): number =>
      options.reduce(
        (sum, { score, missing }, index) =>
          !missing && score !== null && score >= low && score <= high ? sum + counts[index]! : sum,
        0,
      );
    const result = netPromoterScore(among(9, 10), among(7, 8), among(0, 6));
    if (!result.ok) return [];
    const { score, lower, upper } = result.value;
    const values = {
      group: name(label),
      score: signed(score),
      interval: signedInterval(signed(lower), signed(upper)),
    };
    return [say(texts.netPromoterOf, values)];
  });
  return scores.length === 0 ? null : sentence(say(texts.netPromoter, { scores: join(scores, 'clause') }));
}
