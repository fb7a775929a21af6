import { evidenceTexts as texts } from '../i18n/index.js';
import { cohensH, differenceLabel, differenceOfShares, type EffectLabel } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { GroupFigure } from './finding.js';
import { rangeOf } from './group-figures.js';
import type { FindingContext } from './group-finding.js';
import {
  count,
  join,
  name,
  percent,
  points,
  quoted,
  say,
  signedInterval,
  signedPoints,
  type Words,
} from './in-words.js';
import { boundInWords, favourableChoice } from './shares-in-words.js';

/** Two groups far apart. */
export interface Disagreement {
  readonly higher: GroupFigure;
  readonly lower: GroupFigure;
  readonly gap: Gap;
}

/** How far one group's favourable share lies above another's. */
export interface Gap {
  /** With its 95 % interval, from those of both shares (Newcombe's method); null where a share is withheld and only bounds are known. */
  readonly difference: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
  /** At least so many points, all in 95 % intervals. */
  readonly atLeast: number;
  /** Cohen's h of the two shares; of withheld ones, that of the bounds that lie nearest each other. */
  readonly h: number;
  readonly size: EffectLabel;
}

/** The pair of groups whose difference is surely the largest, where it surely is large; else null. */
export function strongestDisagreement(figures: readonly GroupFigure[]): Disagreement | null {
  const candidates = figures.filter(isComparable);
  let strongest: Disagreement | null = null;
  let least: number = CUT_OFFS.groupGap;
  for (const higher of candidates) {
    for (const lower of candidates) {
      const gap = gapBetween(higher, lower);
      if (!gap || gap.atLeast < least) continue;
      least = gap.atLeast;
      strongest = { higher, lower, gap };
    }
  }
  return strongest;
}

/** Whether a group's share rests on enough answers to be held against another's. */
export const isComparable = ({ favourable, bounds }: GroupFigure): boolean =>
  (favourable ?? bounds ?? { n: 0 }).n >= CUT_OFFS.groupBase;

/** null where nothing is known of either. */
export function gapBetween(higher: GroupFigure, lower: GroupFigure): Gap | null {
  if (higher.favourable && lower.favourable) {
    const { difference, lower: low, upper } = differenceOfShares(higher.favourable, lower.favourable);
    const h = cohensH(higher.favourable.share, lower.favourable.share);
    const estimate = { estimate: difference, lower: low, upper };
    return { difference: estimate, atLeast: low, h, size: differenceLabel(h) };
  }
  const [above, below] = [rangeOf(higher), rangeOf(lower)];
  if (!above || !below) return null;
  const h = cohensH(
    higher.favourable?.share ?? higher.bounds!.atLeast,
    lower.favourable?.share ?? lower.bounds!.atMost,
  );
  return { difference: null, atLeast: above.lower - below.upper, h, size: differenceLabel(h) };
}

const DISAGREE = {
  negligible: texts.disagreeSmall,
  small: texts.disagreeSmall,
  medium: texts.disagreeMedium,
  large: texts.disagreeLarge,
} as const;

/** A disagreement as a sentence. */
export function disagreementInWords(
  { higher, lower, gap }: Disagreement,
  { item, title }: FindingContext,
): Words {
  const { difference } = gap;
  return say(difference ? texts.groupsDisagree : texts.groupsDisagreeBounded, {
    title: quoted(title),
    pair: join([name(higher.label), name(lower.label)], 'and'),
    disagree: DISAGREE[gap.size],
    favourable: favourableChoice(item),
    higher: groupInWords(higher),
    lower: groupInWords(lower),
    ...(difference ? gapInWords(difference, gap.h) : {}),
  });
}

/** The figures of a gap, as places of a sentence. */
export const gapInWords = (
  { estimate, lower, upper }: NonNullable<Gap['difference']>,
  h: number,
): Record<'points' | 'interval' | 'h', Words | string> => ({
  points: points(estimate),
  interval: signedInterval(signedPoints(lower), signedPoints(upper)),
  h: Math.abs(h).toFixed(2),
});

function groupInWords({ label, favourable, bounds }: GroupFigure): Words {
  if (favourable) {
    const values = { group: name(label), share: percent(favourable.share), n: count(favourable.n) };
    return say(texts.shareOfGroup, values);
  }
  return bounds
    ? say(texts.boundOfGroup, { group: name(label), bound: boundInWords(bounds), n: count(bounds.n) })
    : join([], 'none');
}
