import type { ProtectedTableCell } from '../protected-table.js';
import type { ScoreFreedom } from '../protected-tallies.js';
import type { TableTallies } from '../table-tallies.js';
import { ratedOptions } from './cell-tree.js';
import { favourableBounds } from './favourable-bounds.js';
import { numericScores, SD_NEEDS_MINIMA } from './numeric-scores.js';
import type { TableDecision } from './table-decision.js';

/** A cell of which nothing may be told. */
export const printNothing = (): ProtectedTableCell => ({
  suppression: 'cell',
  count: null,
  n: null,
  favourable: null,
  favourableBounds: null,
  scores: null,
  spread: false,
});

/** What may be told of the cell at `place` of the tallies. */
export function printCell(tallies: TableTallies, decision: TableDecision, place: number): ProtectedTableCell {
  const count = decision.persons[place] === 1 ? null : tallies.persons[place]!;
  if (tallies.answers) return printAnswers(tallies, tallies.answers, decision, place, count);
  const base = basePlace(tallies, place);
  const n = decision.persons[base] === 1 ? null : tallies.persons[base]!;
  const suppression = count === null ? 'cell' : n === null ? 'figure' : 'none';
  return { ...printNothing(), suppression, count, n };
}

/** Where the total stands that a figure is of. */
function basePlace({ request, columns, persons }: TableTallies, place: number): number {
  const width = columns.length + 1;
  const last = persons.length - 1;
  if (request.measure === 'rowPercent') return Math.floor(place / width) * width + width - 1;
  if (request.measure === 'columnPercent') return last - width + 1 + (place % width);
  return last;
}

function printAnswers(
  { of, request }: TableTallies,
  answers: NonNullable<TableTallies['answers']>,
  decision: TableDecision,
  place: number,
  count: number | null,
): ProtectedTableCell {
  const n = answers.n[place]!;
  if (decision.n[place] === 1)
    return { ...printNothing(), suppression: count === null ? 'cell' : 'figure', count };
  const rated = ratedOptions(of!);
  const told = rated && decision.favourable[place] === 0;
  const favourable = answers.favourable[place]!;
  const freedom = {
    favourableBelow: decision.favourableBelow[place]!,
    favourableAbove: decision.favourableAbove[place]!,
    scoreBelow: 0,
    scoreAbove: 0,
  };
  const scores = scoresOf(of!, answers, decision, place, rated && !told);
  const whole = request.measure === 'favourable' ? told : scores !== null;
  return {
    suppression: whole ? 'none' : 'figure',
    count,
    n,
    favourable: told ? favourable : null,
    favourableBounds: rated && !told ? favourableBounds(favourable, n, freedom, decision.minimum) : null,
    scores,
    spread: scores !== null && (!scores.withheld || n >= SD_NEEDS_MINIMA * decision.minimum),
  };
}

function scoresOf(
  item: NonNullable<TableTallies['of']>,
  answers: NonNullable<TableTallies['answers']>,
  { few, sumBelow, sumAbove, minimum }: TableDecision,
  place: number,
  favourableWithheld: boolean,
): ScoreFreedom | null {
  const n = answers.n[place]!;
  if (item.kind === 'numeric') {
    const moments = { sum: answers.sum[place]!, squares: answers.squares[place]! };
    return numericScores(n, moments, (item.max ?? 0) - (item.min ?? 0), minimum);
  }
  const [below, above] = [sumBelow[place]!, sumAbove[place]!];
  return { below, above, withheld: favourableWithheld || few[place] === 1 || below > 0 || above > 0 };
}
