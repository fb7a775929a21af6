import type { CampaignCodebook, CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import type { Columns } from './columns.js';
import type { BreakdownRequest } from './request.js';
import { selectRows, type RowSelection } from './select-rows.js';
import { TabulationError } from './tabulation-error.js';
import type { ItemTally, Moments, RowTally, Tallies } from './tallies.js';

type Codes = Uint8Array | Uint16Array;

/**
 * Counts what a request asks for: one pass over the responses to place them, then one tight pass per item.
 *
 * @param columns the campaign's responses
 * @param codebook the items that the codes stand for; an item without a column was asked of nobody
 * @param request items, rows, filter (an empty list of categories filters nothing), quality
 * @returns exact counts, before disclosure control
 * @throws TabulationError for an item code or a filter category that the campaign does not have
 */
export function tabulate(columns: Columns, codebook: CampaignCodebook, request: BreakdownRequest): Tallies {
  const items = request.items.map((code) => {
    const item = codebook.byCode.get(code);
    if (!item) throw new TabulationError('unknown-item', code);
    return item;
  });
  const selection = selectRows(columns, request);
  return {
    request,
    categories: selection.categories,
    responses: selection.responses,
    items: items.map((item) => tallyItem(item, columns.items.get(item.code), selection)),
    groups: columns.strata.group.categories.map(({ key }) => key),
    groupSizes: groupSizes(columns, selection),
  };
}

/** Responses per category and group; the total last, with those in no category. */
function groupSizes({ strata: { group } }: Columns, selection: RowSelection): number[][] {
  const width = group.categories.length + 1;
  const cells = histogram(group.codes, selection, width);
  const rowOf = (row: number): number[] => [...cells.subarray(row * width + 1, (row + 1) * width)];
  const [unplaced, ...rows] = Array.from({ length: selection.categories.length + 1 }, (_, row) => rowOf(row));
  const total = rows.reduce((sum, row) => sum.map((size, index) => size + row[index]!), unplaced!);
  return [...rows, total];
}

function tallyItem(item: CampaignItem, codes: Codes | undefined, selection: RowSelection): ItemTally {
  const rowCount = selection.categories.length + 1;
  const rows = codes
    ? TALLY[item.kind](item, codes, selection, rowCount)
    : Array.from({ length: rowCount }, () => emptyRow(item));
  return { item, rows: rows.slice(1), unplaced: rows[0]!, total: rows.reduce(addRows) };
}

type Tally = (item: CampaignItem, codes: Codes, selection: RowSelection, rowCount: number) => RowTally[];

const TALLY: Record<CampaignItem['kind'], Tally> = {
  single: (item, codes, selection, rowCount) => {
    const width = FIRST_CODE + item.options.length;
    const cells = histogram(codes, selection, width);
    return Array.from({ length: rowCount }, (_, row) => {
      const missing = cells[row * width + NO_ANSWER]!;
      const counts = [...cells.subarray(row * width + FIRST_CODE, (row + 1) * width)];
      const dontKnow = sumWhere(counts, (option) => item.options[option]!.missing);
      const n = sumWhere(counts, (option) => !item.options[option]!.missing);
      return { asked: missing + dontKnow + n, missing, dontKnow, n, counts, moments: null };
    });
  },
  text: (_item, codes, selection, rowCount) => {
    const width = FIRST_CODE + 1;
    const cells = histogram(codes, selection, width);
    return Array.from({ length: rowCount }, (_, row) => {
      const missing = cells[row * width + NO_ANSWER]!;
      const n = cells[row * width + FIRST_CODE]!;
      return { asked: missing + n, missing, dontKnow: 0, n, counts: [], moments: null };
    });
  },
  multiple: tallyMultiple,
  numeric: tallyNumeric,
};

/** Responses per row and code; the excluded ones fall into a last row that nobody reads, so the loop has no branch. */
function histogram(codes: Codes, { rows, excluded }: RowSelection, width: number): Uint32Array {
  const cells = new Uint32Array((excluded + 1) * width);
  for (let index = 0; index < rows.length; index++) {
    const cell = rows[index]! * width + codes[index]!;
    cells[cell] = cells[cell]! + 1;
  }
  return cells;
}

/** Persons per option; whoever chose only "don't know" options counts as dontKnow, not in n. */
function tallyMultiple(
  item: CampaignItem,
  codes: Codes,
  { rows, excluded }: RowSelection,
  rowCount: number,
): RowTally[] {
  const optionCount = item.options.length;
  let validBits = 0;
  item.options.forEach((option, index) => (validBits |= option.missing ? 0 : 2 << index));
  // Per row: missing, dontKnow, n, then the options.
  const width = 3 + optionCount;
  const cells = new Uint32Array((excluded + 1) * width);
  for (let index = 0; index < rows.length; index++) {
    const code = codes[index]!;
    if (code === 0) continue;
    const base = rows[index]! * width;
    const place = base + (code === NO_ANSWER ? 0 : (code & validBits) === 0 ? 1 : 2);
    cells[place] = cells[place]! + 1;
    for (let option = 0; option < optionCount; option++) {
      cells[base + 3 + option] = cells[base + 3 + option]! + ((code >> (option + 1)) & 1);
    }
  }
  return Array.from({ length: rowCount }, (_, row) => {
    const [missing = 0, dontKnow = 0, n = 0, ...counts] = cells.subarray(row * width, (row + 1) * width);
    return { asked: missing + dontKnow + n, missing, dontKnow, n, counts, moments: null };
  });
}

function tallyNumeric(
  _item: CampaignItem,
  codes: Codes,
  { rows, excluded }: RowSelection,
  rowCount: number,
): RowTally[] {
  const missing = new Uint32Array(excluded + 1);
  const n = new Uint32Array(excluded + 1);
  const sum = new Float64Array(excluded + 1);
  const squares = new Float64Array(excluded + 1);
  for (let index = 0; index < rows.length; index++) {
    const code = codes[index]!;
    const row = rows[index]!;
    if (code === NO_ANSWER) missing[row] = missing[row]! + 1;
    if (code < FIRST_CODE) continue;
    const value = code - FIRST_CODE;
    n[row] = n[row]! + 1;
    sum[row] = sum[row]! + value;
    squares[row] = squares[row]! + value * value;
  }
  return Array.from({ length: rowCount }, (_, row) => ({
    asked: missing[row]! + n[row]!,
    missing: missing[row]!,
    dontKnow: 0,
    n: n[row]!,
    counts: [],
    moments: { sum: sum[row]!, squares: squares[row]! },
  }));
}

const sumWhere = (counts: readonly number[], keep: (option: number) => boolean): number =>
  counts.reduce((sum, count, option) => (keep(option) ? sum + count : sum), 0);

const emptyRow = (item: CampaignItem): RowTally => ({
  asked: 0,
  missing: 0,
  dontKnow: 0,
  n: 0,
  counts: item.kind === 'single' || item.kind === 'multiple' ? item.options.map(() => 0) : [],
  moments: item.kind === 'numeric' ? { sum: 0, squares: 0 } : null,
});

const addMoments = (a: Moments | null, b: Moments | null): Moments | null =>
  a && b ? { sum: a.sum + b.sum, squares: a.squares + b.squares } : null;

const addRows = (a: RowTally, b: RowTally): RowTally => ({
  asked: a.asked + b.asked,
  missing: a.missing + b.missing,
  dontKnow: a.dontKnow + b.dontKnow,
  n: a.n + b.n,
  counts: a.counts.map((count, option) => count + b.counts[option]!),
  moments: addMoments(a.moments, b.moments),
});
