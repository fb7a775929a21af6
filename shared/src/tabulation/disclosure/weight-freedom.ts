import type { TableTallies } from '../table-tallies.js';

/** The weighted figures of a table beside the plain ones. */
export interface WeightedTable {
  readonly tallies: Pick<TableTallies, 'rows' | 'columns' | 'persons' | 'cells'>;
  /** What each cluster cell's people stand for, a person. */
  readonly weights: Float64Array;
  /** Per cluster cell the kinds of counts that the figure is made of: persons, or favourable and unfavourable answers. */
  readonly counts: readonly ArrayLike<number>[];
  /** 1 per place of the tallies whose figure is withheld. */
  readonly withheld: ArrayLike<number>;
  readonly minimum: number;
}

/**
 * How far the weighted number of people of each cell and total must be free to lie, so that it tells nothing more than the
 * plain number beside it does. Both are sums of the same people, with other factors: two withheld cells of a line would be
 * two unknowns of two equations, and so would two clusters of one cell be, of which one has few people.
 *
 * Whatever protects a count moves fewer people than the minimum from one cell, or cluster, to another: a sum of weights then
 * changes by no more than as many times the widest difference of weights among those who may move; and the grand total's
 * by what two lines' sums do.
 *
 * @returns per place of the tallies, in the unit of the weights; 0 where the exact number may be told. A figure A/B must
 * be rounded until everything from (A − ΔA)/(B + ΔB) to (A + ΔA)/(B − ΔB) gives the same, or withheld; a mean's sum of
 * scores must be free by as much times the range of the scores.
 */
export function weightFreedom(table: WeightedTable): Float64Array {
  const { tallies, withheld, minimum } = table;
  const width = tallies.columns.length + 1;
  const last = tallies.persons.length - 1;
  const spreads = spreadsOf(table);
  const freedom = Float64Array.from(tallies.persons, (_, place) =>
    spreads[place]!.few ? (minimum - 1) * spreadOf([spreads[place]!]) : 0,
  );
  const lines = [
    ...Array.from({ length: tallies.rows.length + 1 }, (_, row) => ({
      total: row * width + width - 1,
      step: 1,
      from: row * width,
    })),
    ...Array.from({ length: width }, (_, column) => ({
      total: last - width + 1 + column,
      step: width,
      from: column,
    })),
  ];
  for (const { total, step, from } of lines) {
    let [rest, moving] = [tallies.persons[total]!, [] as Spread[]];
    for (let place = from; place < total; place += step) {
      rest -= tallies.persons[place]!;
      if (withheld[place] === 1) moving.push(spreads[place]!);
    }
    if (moving.length === 0) continue;
    // Those of the total who are in none of the cells, or in several, may move as well.
    if (rest !== 0) moving = [spreads[total]!];
    const ways = total === last ? 2 : 1;
    freedom[total] = Math.max(freedom[total]!, ways * (minimum - 1) * spreadOf(moving));
  }
  const anywhere = [...spreads.keys()].filter((place) => place < last && withheld[place] === 1);
  if (anywhere.length > 0)
    freedom[last] = Math.max(
      freedom[last]!,
      2 * (minimum - 1) * spreadOf(anywhere.map((place) => spreads[place]!)),
    );
  return freedom;
}

/** The least and the greatest weight of a cell's people, and whether a cluster of it has few of some kind. */
interface Spread {
  least: number;
  greatest: number;
  few: boolean;
}

function spreadsOf({ tallies, weights, counts, minimum }: WeightedTable): Spread[] {
  const { cells, columns, persons } = tallies;
  const spreads = Array.from(persons, (): Spread => ({ least: Infinity, greatest: -Infinity, few: false }));
  cells.row.forEach((row, cell) => {
    const spread = spreads[row * (columns.length + 1) + cells.column[cell]!]!;
    const own = counts.map((kind) => kind[cell]!);
    if (own.every((count) => count === 0)) return;
    spread.least = Math.min(spread.least, weights[cell]!);
    spread.greatest = Math.max(spread.greatest, weights[cell]!);
    if (own.some((count) => count > 0 && count < minimum)) spread.few = true;
  });
  return spreads;
}

function spreadOf(spreads: readonly Spread[]): number {
  const least = Math.min(...spreads.map((spread) => spread.least));
  const greatest = Math.max(...spreads.map((spread) => spread.greatest));
  return greatest > least ? greatest - least : 0;
}
