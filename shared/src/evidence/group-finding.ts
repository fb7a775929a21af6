import type { BreakdownTest, ItemBreakdown } from '../breakdown/index.js';
import type { CampaignItem } from '../codebook/index.js';
import { evidenceTexts as texts, type LocalizedText } from '../i18n/index.js';
import { netPromoterScore } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { strongestDisagreement } from './disagreement.js';
import { directionOf, strengthOfDirection, type Yardstick } from './direction.js';
import type { Finding, GroupFigure } from './finding.js';
import { rangeOf, rankedByShare } from './group-figures.js';
import {
  join,
  name,
  points,
  pValue,
  quoted,
  say,
  sentence,
  signed,
  wholePercent,
  type Words,
} from './in-words.js';
import {
  favourableChoice,
  favourableLabel,
  onItem,
  shareClauses,
  withheldSentence,
  withStop,
} from './shares-in-words.js';

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
  kind: string,
): Pick<Finding, 'id' | 'indicator' | 'item' | 'itemTitle' | 'options' | 'favourableLabel' | 'threshold'> {
  return {
    id: `${indicator.code}/${item.code}/${kind}`,
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
export function groupFinding(
  context: FindingContext,
  figures: readonly GroupFigure[],
  breakdown: ItemBreakdown,
): Finding {
  const { item, yardstick } = context;
  // Recommendation on 0 to 10 has no share that all would call high: it is reported, not held against the claim.
  const judged = item.scale?.type !== 'nps' || yardstick.threshold !== null;
  const direction = judged ? directionOf(figures, yardstick) : 'neutral';
  return {
    ...findingBase(context, 'groups'),
    statement: groupStatement(context, figures, breakdown),
    groups: figures,
    test: breakdown.test,
    direction,
    strength: strengthOfDirection(figures, direction, yardstick),
  };
}

function groupStatement(
  { item, title, yardstick }: FindingContext,
  figures: readonly GroupFigure[],
  { test }: ItemBreakdown,
): Words {
  if (figures.every((figure) => !rangeOf(figure))) return say(texts.allWithheld, { title: quoted(title) });
  const shares = join([onItem(title), shareClauses(figures, favourableChoice(item))], 'none');
  const sentences = [
    withStop(shares),
    item.reverse ? say(texts.reverse) : null,
    item.scale?.type === 'nps' ? netPromoterSentence(item, figures) : null,
    test && differenceSentence(figures, test),
    yardstick.threshold === null ? null : thresholdSentence(figures, yardstick.threshold),
    withheldSentence(figures),
  ];
  return join(
    sentences.filter((each) => each !== null),
    'sentence',
  );
}

/** How far the groups differ, whether that is more than chance, and how large it is: significant is not yet large. */
function differenceSentence(figures: readonly GroupFigure[], test: BreakdownTest): Words | null {
  const ranked = rankedByShare(figures);
  if (ranked.length < 2) return null;
  const lead = say(ranked.length === 2 ? texts.twoDiffer : texts.groupsDiffer, {
    points: points(ranked[0]!.favourable.share - ranked.at(-1)!.favourable.share),
  });
  const chance = say(test.pValue < CUT_OFFS.significance ? texts.beyondChance : texts.withinChance, {
    size: sizeInWords(figures, test.effect),
    test: say(texts.test, {
      statistic: test.statistic.toFixed(1),
      df: String(test.df),
      p: pValue(test.pValue),
      v: test.cramersV.toFixed(2),
    }),
  });
  return join([lead, chance], 'none');
}

function sizeInWords(figures: readonly GroupFigure[], effect: BreakdownTest['effect']): Words {
  const disagreement = effect === 'negligible' || effect === 'small' ? strongestDisagreement(figures) : null;
  if (!disagreement) return say(texts[effect]);
  const { higher, lower } = disagreement;
  return say(texts.smallOverall, { higher: name(higher.label), lower: name(lower.label) });
}

/** How each group's interval lies to the threshold: wholly above, wholly below, or across it. */
function thresholdSentence(figures: readonly GroupFigure[], threshold: number): Words | null {
  const above: LocalizedText[] = [];
  const below: LocalizedText[] = [];
  const across: LocalizedText[] = [];
  for (const figure of figures) {
    const range = rangeOf(figure);
    if (!range) continue;
    (range.lower >= threshold ? above : range.upper < threshold ? below : across).push(name(figure.label));
  }
  const positions = (
    [
      [texts.thresholdAbove, above],
      [texts.thresholdBelow, below],
      [texts.thresholdStraddles, across],
    ] as const
  )
    .filter(([, labels]) => labels.length > 0)
    .map(([text, labels]) => say(text, { groups: join(labels, 'and') }));
  if (positions.length === 0) return null;
  return say(texts.threshold, {
    threshold: wholePercent(threshold),
    positions: join(positions, 'semicolon'),
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
    const values = { group: label, score: signed(score), low: signed(lower), high: signed(upper) };
    return [say(texts.netPromoterOf, values)];
  });
  return scores.length === 0 ? null : sentence(say(texts.netPromoter, { scores: join(scores, 'clause') }));
}
