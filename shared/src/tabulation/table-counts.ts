import type { Checkpoint } from './checkpoint.js';
import { answerCounter } from './count-answers.js';
import { refinePlaces } from './refine-places.js';
import type { CodedVariable, TablePlan } from './table-plan.js';

/**
 * The cells of a table that some responses fall into, one per combination of heads, group and unit. A head is told by its
 * key, the digits of its variables read as one number: keys sort as the heads do, and mean the same for every part of the
 * responses, so that parts counted apart can be joined.
 */
export interface TableCounts {
  readonly rowKeys: Float64Array;
  readonly columnKeys: Float64Array;
  readonly group: Uint16Array;
  readonly unit: Uint16Array;
  readonly persons: Uint32Array;
  /** `of`'s figures per cell (see `ClusterCounts`); null without it. */
  readonly answers: { readonly width: number; readonly figures: Float64Array } | null;
}

/** What a part of the responses adds to a table: its cells, and with several choices the totals of the other axis. */
export interface TablePart {
  readonly cells: TableCounts;
  readonly once: TableCounts | null;
}

/**
 * Counts the responses from `from` up to `to`. Parts of the responses can be counted apart and handed to `joinTable`.
 */
export function countTable(
  plan: TablePlan,
  from = 0,
  to = plan.length,
  checkpoint: Checkpoint = () => undefined,
): TablePart {
  const places = Uint32Array.from(tableMask(plan, from, to));
  let count = 2;
  let digits: Uint16Array[] = [];
  for (const { codes, digitOf, width } of splitters(plan)) {
    checkpoint();
    const refined = refinePlaces({ places, count }, codes.subarray(from, to), digitOf, width);
    digits = digits.map((known) => Uint16Array.from(refined.parent, (place) => known[place]!));
    digits.push(refined.digit);
    count = refined.count;
  }
  const persons = new Uint32Array(count);
  for (let index = 0; index < places.length; index++) persons[places[index]!]! += 1;
  const { of } = plan;
  const counter = of && answerCounter(of.item, of.codes, count);
  counter?.add(places, from);
  const answers = counter && counter.result();
  const unit = digits.pop()!;
  const group = digits.pop()!;
  const cellOf = { persons, group, unit, answers };
  const rows = digits.slice(0, plan.rows.length);
  const columns = digits.slice(plan.rows.length);
  return {
    cells: gather(cellOf, headsOf(plan.rows, rows, count), headsOf(plan.columns, columns, count)),
    once: severalAxis(plan) && gather(cellOf, ...onceHeads(plan, rows, columns, count)),
  };
}

/** The axis that has an item with several choices. */
export function severalAxis({ rows, columns }: TablePlan): 'rows' | 'columns' | null {
  const several = ({ choices }: CodedVariable): boolean => choices !== null;
  return rows.some(several) ? 'rows' : columns.some(several) ? 'columns' : null;
}

function tableMask({ mask, of }: TablePlan, from: number, to: number): Uint8Array {
  const kept = mask(from, to);
  if (!of) return kept;
  const { codes, counted } = of;
  for (let index = 0; index < kept.length; index++)
    kept[index] = kept[index]! & counted[codes[from + index]!]!;
  return kept;
}

type Splitter = Pick<CodedVariable, 'codes' | 'digitOf' | 'width'>;

/** Everything that tells cells apart, in the order in which cells are sorted. */
function splitters({ rows, columns, group, unit }: TablePlan): readonly Splitter[] {
  return [...rows, ...columns, clusterPart(group), clusterPart(unit)];
}

/** A response without a group or unit is in the table all the same, so its digit is not 0. */
const clusterPart = ({ codes, width }: TablePlan['group']): Splitter => ({
  codes,
  digitOf: Uint16Array.from({ length: width }, (_, code) => code + 1),
  width: width + 1,
});

/** The keys of the heads that each place belongs to: with several choices, as many as were chosen. */
type HeadsOf = (place: number) => readonly number[];

function headsOf(axis: readonly CodedVariable[], digits: readonly Uint16Array[], count: number): HeadsOf {
  const keys = new Float64Array(count);
  const radix = axis.map(({ categories }) => categories.length + 1);
  axis.forEach(({ choices }, variable) => {
    for (let place = 1; place < count; place++)
      keys[place] = keys[place]! * radix[variable]! + (choices ? 0 : digits[variable]![place]!);
  });
  const several = axis.findIndex(({ choices }) => choices !== null);
  if (several < 0) return (place) => [keys[place]!];
  const worth = radix.slice(several + 1).reduce((product, width) => product * width, 1);
  const { choices } = axis[several]!;
  return (place) => choices![digits[several]![place]!]!.map((digit) => keys[place]! + digit * worth);
}

/** Heads of the axis without several choices, the other one put together. */
function onceHeads(
  plan: TablePlan,
  rows: readonly Uint16Array[],
  columns: readonly Uint16Array[],
  count: number,
): [HeadsOf, HeadsOf] {
  const everybody: HeadsOf = () => [0];
  return severalAxis(plan) === 'rows'
    ? [everybody, headsOf(plan.columns, columns, count)]
    : [headsOf(plan.rows, rows, count), everybody];
}

interface PlaceCounts {
  readonly persons: Uint32Array;
  readonly group: Uint16Array;
  readonly unit: Uint16Array;
  readonly answers: { readonly width: number; readonly figures: ArrayLike<number> } | null;
}

/** The places' counts by heads; a place of several heads is counted in each. */
function gather(
  { persons, group, unit, answers }: PlaceCounts,
  rowsOf: HeadsOf,
  columnsOf: HeadsOf,
): TableCounts {
  const found: { row: number; column: number; place: number }[] = [];
  for (let place = 1; place < persons.length; place++)
    for (const row of rowsOf(place))
      for (const column of columnsOf(place)) found.push({ row, column, place });
  const width = answers?.width ?? 0;
  const figures = new Float64Array(found.length * width);
  found.forEach(({ place }, cell) => {
    for (let figure = 0; figure < width; figure++)
      figures[cell * width + figure] = answers!.figures[place * width + figure]!;
  });
  return {
    rowKeys: Float64Array.from(found, ({ row }) => row),
    columnKeys: Float64Array.from(found, ({ column }) => column),
    group: Uint16Array.from(found, ({ place }) => group[place]! - 1),
    unit: Uint16Array.from(found, ({ place }) => unit[place]! - 1),
    persons: Uint32Array.from(found, ({ place }) => persons[place]!),
    answers: answers && { width, figures },
  };
}
