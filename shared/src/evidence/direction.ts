import { CUT_OFFS } from './cut-offs.js';
import type { Direction, GroupFigure, Strength } from './finding.js';
import { rangeOf } from './group-figures.js';

/** What a section of the report claims. */
export type ClaimKind = 'achievement' | 'problem';

/** Where a share lies as surely as its interval says. */
export type Level = 'high' | 'low' | 'between';

/** What a share is held against. */
export interface Yardstick {
  readonly kind: ClaimKind;
  /** The framework's threshold; null: the usual cut-off. */
  readonly threshold: number | null;
  /** A high share is unfavourable. */
  readonly reverse: boolean;
}

/** The level of a figure: high or low only where its whole interval is; null where nothing is known. */
export function levelOf(figure: GroupFigure, { threshold, reverse }: Yardstick): Level | null {
  const range = rangeOf(figure);
  if (!range) return null;
  const { lower, upper } = reverse ? { lower: 1 - range.upper, upper: 1 - range.lower } : range;
  if (lower >= (threshold ?? CUT_OFFS.highShare)) return 'high';
  return upper < Math.min(CUT_OFFS.lowShare, threshold ?? 1) ? 'low' : 'between';
}

/** An achievement is borne out by high shares, a problem by low ones: its claim is that there is a problem. */
export function directionOfLevel(level: Level, kind: ClaimKind): Direction {
  if (level === 'between') return 'neutral';
  return (level === 'high') === (kind === 'achievement') ? 'supports' : 'contradicts';
}

/**
 * The direction of several groups together: mixed where some speak for the claim and some against it; for or against it
 * only where at least half of the groups that say anything do so.
 */
export function directionOf(figures: readonly GroupFigure[], yardstick: Yardstick): Direction {
  const directions = figures.flatMap((figure) => {
    const level = levelOf(figure, yardstick);
    return level ? [directionOfLevel(level, yardstick.kind)] : [];
  });
  const number = (direction: Direction): number => directions.filter((each) => each === direction).length;
  const [supports, contradicts] = [number('supports'), number('contradicts')];
  if (supports > 0 && contradicts > 0) return 'mixed';
  if (supports + contradicts === 0 || 2 * (supports + contradicts) < directions.length) return 'neutral';
  return supports > 0 ? 'supports' : 'contradicts';
}

/** The figures that point one way. */
export function figuresPointing(
  figures: readonly GroupFigure[],
  direction: 'supports' | 'contradicts',
  yardstick: Yardstick,
): GroupFigure[] {
  return figures.filter((figure) => {
    const level = levelOf(figure, yardstick);
    return level !== null && directionOfLevel(level, yardstick.kind) === direction;
  });
}

const RANK: readonly Strength[] = ['weak', 'moderate', 'strong'];

/**
 * The weight that a direction bears: that of the best-measured figure pointing that way; where figures point both ways,
 * that of the weaker side.
 */
export function strengthOfDirection(
  figures: readonly GroupFigure[],
  direction: Direction,
  yardstick: Yardstick,
): Strength {
  if (direction === 'neutral') return bestStrength(figures);
  if (direction !== 'mixed') return bestStrength(figuresPointing(figures, direction, yardstick));
  const sides = (['supports', 'contradicts'] as const).map((side) =>
    RANK.indexOf(bestStrength(figuresPointing(figures, side, yardstick))),
  );
  return RANK[Math.min(...sides)]!;
}

/** The weight of the best-measured figure; a withheld share is known as well as its bounds. */
export function bestStrength(figures: readonly GroupFigure[]): Strength {
  const ranks = figures.map((figure) => {
    const range = rangeOf(figure);
    const n = figure.favourable?.n ?? figure.bounds?.n;
    return range && n ? RANK.indexOf(strengthOfInterval(n, (range.upper - range.lower) / 2)) : 0;
  });
  return RANK[Math.max(0, ...ranks)]!;
}

/** From the base and half the width of the interval (a share). */
export function strengthOfInterval(n: number, halfWidth: number): Strength {
  const reaches = (line: { readonly n: number; readonly halfWidth: number }): boolean =>
    n >= line.n && halfWidth <= line.halfWidth;
  if (reaches(CUT_OFFS.strong)) return 'strong';
  return reaches(CUT_OFFS.moderate) ? 'moderate' : 'weak';
}
