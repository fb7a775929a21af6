import type { BreakdownRow } from '@duwen/shared/breakdown';
import { plotRow, type PlotRow } from './plot-rows';

/** A day of the calendar between the first and the last with responses. */
export interface TrendDay {
  /** `2019-03-11`. */
  readonly day: string;
  /** null: no response came on that day. */
  readonly row: PlotRow | null;
}

const DAY_MS = 86_400_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The calendar from the first day to the last, quiet days included, so that a gap in time is a gap in the plot. */
export function trendDays(rows: readonly BreakdownRow[]): TrendDay[] {
  const byDay = new Map<string, PlotRow>();
  for (const row of rows) if (row.key !== null && ISO_DAY.test(row.key)) byDay.set(row.key, plotRow(row));
  const known = [...byDay.keys()].sort();
  const [first, last] = [known[0], known[known.length - 1]];
  if (first === undefined || last === undefined) return [];
  const days: TrendDay[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ day, row: byDay.get(day) ?? null });
  }
  return days;
}

/** Runs of days in a row whose shares are known: a line joins those, and breaks between them. */
export function runsOf(days: readonly TrendDay[]): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  days.forEach(({ row }, place) => {
    if (row?.figure.kind === 'share') run.push(place);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  });
  return run.length > 0 ? [...runs, run] : runs;
}
