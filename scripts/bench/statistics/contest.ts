import { seededRandom, type Outcome } from '@duwen/shared/statistics';

const SEED = 20191107;
export const SCHOOLS = 150;

/** One procedure, and the plain way to about the same figures. */
export interface Contest {
  readonly subject: string;
  readonly ours: () => Outcome<unknown>;
  readonly yardstick: string;
  readonly theirs: () => unknown;
}

/** Answers 1 to 5 of respondents in schools and stages, as typed arrays and as the plain arrays that others take. */
export interface Sample {
  readonly rows: number;
  readonly items: readonly Float64Array[];
  readonly plain: readonly number[][];
  readonly strata: Uint8Array;
  readonly clusters: Uint16Array;
  readonly weights: Float64Array;
}

export function sample(rows: number): Sample {
  const random = seededRandom(SEED);
  const items = Array.from({ length: 5 }, () => Float64Array.from({ length: rows }, () => 1 + random(5)));
  return {
    rows,
    items,
    plain: items.map((item) => Array.from(item)),
    strata: Uint8Array.from({ length: rows }, () => random(8)),
    clusters: Uint16Array.from({ length: rows }, () => random(SCHOOLS)),
    weights: Float64Array.from({ length: rows }, () => 1 + random(10) / 3),
  };
}

/** A table of two columns by a plain loop. */
export function plainTable(rows: Float64Array, columns: Float64Array): Float64Array {
  const counts = new Float64Array(36);
  for (let i = 0; i < rows.length; i += 1) counts[6 * rows[i]! + columns[i]!]! += 1;
  return counts;
}

/** Many answers as one: the last, or the first that is none. */
export function every(outcomes: readonly Outcome<unknown>[]): Outcome<unknown> {
  return outcomes.find(({ ok }) => !ok) ?? outcomes.at(-1)!;
}
