import type { ItemBreakdown } from '../breakdown/index.js';
import { evidenceTexts as texts } from '../i18n/index.js';
import { CUT_OFFS } from './cut-offs.js';
import { bestStrength, directionOfLevel, levelOf, type Yardstick } from './direction.js';
import type { Direction, Finding } from './finding.js';
import { figureOfRow } from './group-figures.js';
import { findingBase, type FindingContext } from './group-finding.js';
import { count, interval, join, name, percent, points, pValue, say, type Words } from './in-words.js';
import type { PlaceDifference } from './place-differences.js';
import { favourableChoice, onItem, withStop } from './shares-in-words.js';

/** Which streets, or which stages, stand apart on an item. */
export function placeFinding(
  context: FindingContext,
  differences: readonly PlaceDifference[],
  breakdown: ItemBreakdown,
): Finding {
  const { stratum } = differences[0]!;
  const named = differences.slice(0, CUT_OFFS.placesNamed);
  return {
    ...findingBase(context, stratum),
    statement: placeStatement(context, named),
    groups: breakdown.rows.flatMap((row) =>
      row.key === null || row.asked === 0 ? [] : [figureOfRow(row, row.key)],
    ),
    test: breakdown.test,
    direction: placeDirection(named, context.yardstick),
    strength: bestStrength(named.map(({ row }) => figureOfRow(row, row.key!))),
  };
}

/**
 * One place behind the rest is what a report of a problem in "part of the district" claims, unless it still does well; against an
 * achievement it speaks only where its own share is low. A place ahead of the rest says nothing of a claim.
 */
export function placeDirection(differences: readonly PlaceDifference[], yardstick: Yardstick): Direction {
  const directions = differences.map(({ row, difference }): Direction => {
    if (difference < 0 === yardstick.reverse) return 'neutral';
    const level = levelOf(figureOfRow(row, row.key!), yardstick);
    if (level === null || level === 'high') return 'neutral';
    return yardstick.kind === 'problem' ? 'supports' : directionOfLevel(level, yardstick.kind);
  });
  return directions.find((direction) => direction !== 'neutral') ?? 'neutral';
}

function placeStatement({ item, title }: FindingContext, differences: readonly PlaceDifference[]): Words {
  const clauses = differences.map((difference) => placeClause(difference, favourableChoice(item)));
  const lead = withStop(join([onItem(title), join(clauses, 'semicolon')], 'none'));
  return item.wording.size > 1 ? join([lead, say(texts.pooledGroups)], 'sentence') : lead;
}

export function placeClause(
  { stratum, row, rest, difference, pValue: p }: PlaceDifference,
  favourable: Words,
): Words {
  return say(difference < 0 ? texts.placeLower : texts.placeHigher, {
    place: stratum === 'stage' ? name(row.label) : row.label,
    favourable,
    share: percent(row.favourable.share),
    interval: interval(row.favourable),
    n: count(row.favourable.n),
    rest: stratum === 'street' ? texts.otherStreets : texts.otherStages,
    restShare: percent(rest.share),
    points: points(difference),
    p: pValue(p),
  });
}
