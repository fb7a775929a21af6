import { evidenceTexts as texts, type LocalizedText } from '../i18n/index.js';
import { compareProportions } from '../statistics/index.js';
import { CUT_OFFS } from './cut-offs.js';
import type { GroupFigure } from './finding.js';
import { rangeOf } from './group-figures.js';
import { count, join, name, percent, points, quoted, say, type Words } from './in-words.js';
import { boundInWords } from './shares-in-words.js';

/** Two groups far apart. */
export interface Disagreement {
  readonly higher: GroupFigure;
  readonly lower: GroupFigure;
  /** The difference with its 95 % interval; null where a share is withheld and only bounds are known. */
  readonly difference: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
}

/** The pair of groups whose difference is surely the largest, where it surely is large; else null. */
export function strongestDisagreement(figures: readonly GroupFigure[]): Disagreement | null {
  let strongest: Disagreement | null = null;
  let least: number = CUT_OFFS.groupGap;
  for (const higher of figures) {
    for (const lower of figures) {
      const gap = gapBetween(higher, lower);
      if (!gap || gap.atLeast < least) continue;
      least = gap.atLeast;
      strongest = { higher, lower, difference: gap.difference };
    }
  }
  return strongest;
}

/** How far one group lies above another at the least, all in 95 % intervals. */
function gapBetween(
  higher: GroupFigure,
  lower: GroupFigure,
): { readonly atLeast: number; readonly difference: Disagreement['difference'] } | null {
  if (higher.favourable && lower.favourable) {
    const comparison = compareProportions(higher.favourable, lower.favourable);
    if (!comparison.ok) return null;
    const { difference, lower: low, upper } = comparison.value;
    return { atLeast: low, difference: { estimate: difference, lower: low, upper } };
  }
  const [above, below] = [rangeOf(higher), rangeOf(lower)];
  return above && below ? { atLeast: above.lower - below.upper, difference: null } : null;
}

/** A disagreement as a sentence. */
export function disagreementInWords(
  { higher, lower, difference }: Disagreement,
  title: LocalizedText,
  favourable: Words,
): Words {
  const values = {
    title: quoted(title),
    favourable,
    higher: groupInWords(higher),
    lower: groupInWords(lower),
  };
  if (!difference) return say(texts.groupsDisagreeBounded, values);
  return say(texts.groupsDisagree, {
    ...values,
    points: points(difference.estimate),
    low: points(difference.lower),
    high: points(difference.upper),
  });
}

function groupInWords({ label, favourable, bounds }: GroupFigure): Words {
  if (favourable) {
    const values = { group: name(label), share: percent(favourable.share), n: count(favourable.n) };
    return say(texts.shareOfGroup, values);
  }
  return bounds
    ? say(texts.boundOfGroup, { group: name(label), bound: boundInWords(bounds), n: count(bounds.n) })
    : join([], 'none');
}
