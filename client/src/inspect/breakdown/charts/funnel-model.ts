import { funnelLimits, overdispersion, widenLimits, type FunnelLimits } from '@duwen/shared/statistics';
import type { PlotRow } from './plot-rows';

/** Where a row lies against the limits: within 95 %, beyond them, or beyond 99.8 %. */
export type FunnelPlace = 'in' | 'warnAbove' | 'warnBelow' | 'outAbove' | 'outBelow';

export interface FunnelPoint {
  readonly row: PlotRow;
  /** Persons: a funnel's limits are those of counts, never of weighted shares. */
  readonly n: number;
  readonly share: number;
  /** null where there are no limits to compare with. */
  readonly place: FunnelPlace | null;
}

/** The limits for a base of n. */
export interface FunnelStep {
  readonly n: number;
  readonly exact: FunnelLimits;
  /** Widened for over-dispersion; null where rows do not differ by more than chance. */
  readonly widened: FunnelLimits | null;
}

export interface Funnel {
  /** The total's share of persons; null where it is withheld, 0 or 1. */
  readonly target: number | null;
  readonly points: readonly FunnelPoint[];
  /** Rows without an exact share. */
  readonly leftOut: readonly PlotRow[];
  readonly dispersion: { readonly phi: number; readonly rows: number; readonly widens: boolean } | null;
  readonly steps: readonly FunnelStep[];
  /** Bases from the axis' begin to its end. */
  readonly bases: readonly [number, number];
}

/** Curves have so many corners. */
const STEPS = 72;

/** What a funnel plot draws: each row's base and share, and the limits about the total. */
export function funnelOf(total: PlotRow, rows: readonly PlotRow[]): Funnel {
  const units: { row: PlotRow; count: number; n: number }[] = [];
  for (const row of rows) {
    const { figure } = row;
    if (figure.kind === 'share') units.push({ row, count: figure.count, n: figure.n });
  }
  const target = targetOf(total);
  const dispersion = target === null ? null : dispersionOf(units, target);
  const bases = basesOf(units.map(({ n }) => n));
  const limitsAt = (n: number): FunnelStep | null => stepAt(n, target, dispersion);
  return {
    target,
    points: units.map(({ row, count, n }) => ({
      row,
      n,
      share: count / n,
      place: placeOf(count / n, limitsAt(n)),
    })),
    leftOut: rows.filter(({ figure }) => figure.kind !== 'share'),
    dispersion,
    steps: spread(bases).flatMap((n) => limitsAt(n) ?? []),
    bases,
  };
}

function targetOf({ figure }: PlotRow): number | null {
  if (figure.kind !== 'share') return null;
  const share = figure.count / figure.n;
  return share > 0 && share < 1 ? share : null;
}

function dispersionOf(
  units: readonly { readonly count: number; readonly n: number }[],
  target: number,
): Funnel['dispersion'] {
  const phi = overdispersion(units, target);
  if (!phi.ok) return null;
  const probe = { lower95: 0, upper95: 1, lower998: 0, upper998: 1 };
  // `widenLimits` alone knows from where on rows count as over-dispersed.
  const widens = widenLimits(probe, target, phi.value, units.length) !== probe;
  return { phi: phi.value, rows: units.length, widens };
}

function stepAt(n: number, target: number | null, dispersion: Funnel['dispersion']): FunnelStep | null {
  if (target === null) return null;
  const exact = funnelLimits(n, target);
  if (!exact.ok) return null;
  const widened = dispersion?.widens
    ? widenLimits(exact.value, target, dispersion.phi, dispersion.rows)
    : null;
  return { n, exact: exact.value, widened };
}

function placeOf(share: number, step: FunnelStep | null): FunnelPlace | null {
  if (!step) return null;
  const { lower95, upper95, lower998, upper998 } = step.widened ?? step.exact;
  if (share > upper998) return 'outAbove';
  if (share < lower998) return 'outBelow';
  if (share > upper95) return 'warnAbove';
  return share < lower95 ? 'warnBelow' : 'in';
}

/** Whether a row lies beyond the 99.8 % limits: those are named. */
export const isOutside = ({ place }: FunnelPoint): boolean => place === 'outAbove' || place === 'outBelow';

/** The axis of bases: a little room on both sides. */
function basesOf(ns: readonly number[]): [number, number] {
  if (ns.length === 0) return [1, 100];
  const [least, most] = [Math.min(...ns), Math.max(...ns)];
  return [Math.max(1, Math.floor(least * 0.75)), Math.ceil(most * 1.08) + 1];
}

/** Whole bases across the axis, as evenly as a root scale has them. */
function spread([low, high]: readonly [number, number]): number[] {
  const [from, to] = [Math.sqrt(low), Math.sqrt(high)];
  const all = Array.from({ length: STEPS + 1 }, (_, step) =>
    Math.round((from + ((to - from) * step) / STEPS) ** 2),
  );
  return [...new Set(all)];
}
