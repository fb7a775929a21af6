import type { ProtectedItem, ProtectedRow } from '../protected-tallies.js';
import type { ItemTally, RowTally } from '../tallies.js';
import { answerTree, picksTree, ratedOptions, type Measure } from './cell-tree.js';
import { favourableBounds } from './favourable-bounds.js';
import { numericScores } from './numeric-scores.js';
import { shieldTable, type ItemTable, type Shield } from './shield-table.js';

/** What must be withheld of an item because of the request's other items. */
export interface WithheldBeforehand {
  /** Per row (the unplaced last) 1 where the row must be withheld whole; null: the whole item. */
  readonly rows: Uint8Array | null;
  /** Per row (the total last) 1 where "asked" and "missing" must be. */
  readonly asked: Uint8Array;
}

/** Withholds figures of one item's table so that no count of 1 to minimum − 1 is shown, nor follows from what is. */
export function protectItem(tally: ItemTally, withheld: WithheldBeforehand, minimum: number): ProtectedItem {
  const { item, rows, total } = tally;
  const table =
    withheld.rows && total.asked >= minimum ? tableOf(tally, withheld.rows, withheld.asked) : null;
  const answers = table && shieldTable(table, answerTree(item), minimum);
  if (!table || !answers) {
    const show = (row: RowTally): ProtectedRow => (total.asked === 0 ? emptyRow(row) : withheldRow(row));
    return { total: show(total), rows: rows.map(show) };
  }
  const picks = item.kind === 'multiple' ? shieldTable(table, picksTree(item), minimum) : answers;
  const printed = (index: number): ProtectedRow => printRow(table, answers, picks, index, minimum);
  return { total: printed(table.rows.length - 1), rows: rows.map((_, index) => printed(index)) };
}

/** Rows, the unplaced where there are any, the total; a table without rows is its total alone. */
function tableOf(
  { item, rows, unplaced, total }: ItemTally,
  withheldRows: Uint8Array,
  withheldAsked: Uint8Array,
): ItemTable {
  const apart = rows.length > 0 && unplaced.asked > 0;
  const last = rows.length + (apart ? 1 : 0);
  const withheld = new Uint8Array(last + 1);
  withheld.set(withheldRows.subarray(0, last));
  const asked = new Uint8Array(last + 1);
  asked.set(withheldAsked.subarray(0, rows.length));
  asked[last] = withheldAsked[rows.length]!;
  return {
    item,
    rows: [...rows, ...(apart ? [unplaced] : []), total],
    places: [...rows.map(() => 'row' as const), ...(apart ? (['unplaced'] as const) : []), 'total'],
    withheld,
    withheldAsked: asked,
  };
}

function printRow(
  table: ItemTable,
  answers: Shield,
  picks: Shield | null,
  index: number,
  minimum: number,
): ProtectedRow {
  const { item } = table;
  const row = table.rows[index]!;
  const known = (measure: Measure): boolean => !isHidden(answers, index, measure);
  if (table.withheld[index] === 1 || !known('n')) return withheldRow(row);
  const counts = row.counts.map((count, option) => {
    if (item.kind === 'multiple' && item.options[option]!.missing) {
      return known('dontKnow') && isDontKnow(table, option) ? count : null;
    }
    return picks && !isHidden(picks, index, 'option', option) ? count : null;
  });
  const rated = ratedOptions(item);
  const favourable = row.counts.reduce((sum, c, o) => (item.options[o]!.favourable ? sum + c : sum), 0);
  const told = {
    asked: known('asked') ? row.asked : null,
    missing: known('missing') ? row.missing : null,
    dontKnow: known('dontKnow') ? row.dontKnow : null,
    n: row.n,
    counts,
    favourable: rated && known('favourable') ? favourable : null,
  };
  const bounds =
    rated && told.favourable === null
      ? favourableBounds(favourable, row.n, answers.freedom[index]!, minimum)
      : null;
  const whole =
    told.asked !== null && told.missing !== null && told.dontKnow !== null && !counts.includes(null);
  return {
    ...told,
    suppression: whole && (!rated || told.favourable !== null) ? 'none' : 'cells',
    favourableBounds: bounds,
    scores: scoresOf(table, answers, index, counts, minimum),
  };
}

/**
 * Whether an option of several choices counts just who is in dontKnow. Where it overlaps with others it is not shown: what
 * it would tell of them is not worked out.
 */
const isDontKnow = ({ rows }: ItemTable, option: number): boolean =>
  rows.every((row) => row.counts[option] === row.dontKnow);

function isHidden(
  { tree, hidden }: Shield,
  row: number,
  measure: Measure,
  option: number | null = null,
): boolean {
  const node = tree.nodeOf(measure, option);
  return node >= 0 && hidden[row * tree.nodes.length + node] === 1;
}

function scoresOf(
  { item, rows }: ItemTable,
  { freedom }: Shield,
  index: number,
  counts: readonly (number | null)[],
  minimum: number,
): ProtectedRow['scores'] {
  if (item.kind === 'numeric') {
    const { n, moments } = rows[index]!;
    return moments && numericScores(n, moments, (item.max ?? 0) - (item.min ?? 0), minimum);
  }
  const { scoreBelow, scoreAbove } = freedom[index]!;
  const withheld = counts.some((count, option) => count === null && item.options[option]!.score !== null);
  return { below: scoreBelow, above: scoreAbove, withheld };
}

const emptyRow = ({ counts }: RowTally): ProtectedRow => ({
  suppression: 'none',
  asked: 0,
  missing: 0,
  dontKnow: 0,
  n: 0,
  counts,
  favourable: null,
  favourableBounds: null,
  scores: null,
});

const withheldRow = ({ counts }: RowTally): ProtectedRow => ({
  suppression: 'row',
  asked: null,
  missing: null,
  dontKnow: null,
  n: null,
  counts: counts.map(() => null),
  favourable: null,
  favourableBounds: null,
  scores: null,
});
