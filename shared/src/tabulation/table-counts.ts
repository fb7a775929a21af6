import type { Checkpoint } from './checkpoint.js';
import { answerCounter } from './count-answers.js';
import { countDensely, isDense, occurringPlaces, type OccurringPlaces } from './dense-counts.js';
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

/** Cells, and with several choices the totals of the other axis. */
export interface TableCells {
  readonly cells: TableCounts;
  readonly once: TableCounts | null;
}

/** What a part of the responses adds to a table: a count for everything that could occur, or cells that do. */
export type TablePart =
  { readonly kind: 'dense'; readonly counts: Uint32Array } | ({ readonly kind: 'sparse' } & TableCells);

/**
 * Counts the responses from `from` up to `to`. Parts of the responses can be counted apart and handed to `joinTable`.
 */
export function countTable(
  plan: TablePlan,
  from = 0,
  to = plan.length,
  checkpoint: Checkpoint = () => undefined,
): TablePart {
  const mask = tableMask(plan, from, to);
  if (isDense(plan)) return { kind: 'dense', counts: countDensely(plan, mask, from, checkpoint) };
  return { kind: 'sparse', ...cellsOf(plan, countSparsely(plan, mask, from, checkpoint)) };
}

/** The parts as cells: dense counts are added up first. */
export function cellsOfParts(plan: TablePlan, parts: readonly TablePart[]): TableCells[] {
  const sparse: TableCells[] = [];
  let sum: Uint32Array | null = null;
  for (const part of parts) {
    if (part.kind === 'sparse') sparse.push(part);
    else if (sum === null) sum = part.counts.slice();
    else for (let index = 0; index < sum.length; index++) sum[index] = sum[index]! + part.counts[index]!;
  }
  return sum === null ? sparse : [...sparse, cellsOf(plan, occurringPlaces(plan, sum))];
}

/** Gives every combination that occurs a place, variable by variable, and counts who is there. */
function countSparsely(
  plan: TablePlan,
  mask: Uint8Array,
  from: number,
  checkpoint: Checkpoint,
): OccurringPlaces {
  const places = Uint32Array.from(mask);
  let count = 2;
  let digits: Uint16Array[] = [];
  for (const { codes, digitOf, width } of splitters(plan)) {
    checkpoint();
    const refined = refinePlaces({ places, count }, codes.subarray(from), digitOf, width);
    digits = digits.map((known) => Uint16Array.from(refined.parent, (place) => known[place]!));
    digits.push(refined.digit);
    count = refined.count;
  }
  const persons = new Uint32Array(count);
  for (let index = 0; index < places.length; index++) persons[places[index]!]! += 1;
  const counter = plan.of && answerCounter(plan.of.item, plan.of.codes, count);
  counter?.add(places, from);
  const answers = counter && counter.result();
  // The first place is that of those who are not in the table.
  const told = digits.map((each) => each.subarray(1));
  const code = (digit: number): number => digit - 1;
  return {
    unit: told.pop()!.map(code),
    group: told.pop()!.map(code),
    digits: told,
    persons: persons.subarray(1),
    answers: answers && { width: answers.width, figures: answers.figures.subarray(answers.width) },
  };
}

function cellsOf(plan: TablePlan, places: OccurringPlaces): TableCells {
  const count = places.persons.length;
  const rows = places.digits.slice(0, plan.rows.length);
  const columns = places.digits.slice(plan.rows.length);
  return {
    cells: gather(places, headsOf(plan.rows, rows, count), headsOf(plan.columns, columns, count)),
    once: severalAxis(plan) && gather(places, ...onceHeads(plan, rows, columns, count)),
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

/** The heads that each place belongs to: one, or with several choices as many as were chosen. */
interface HeadsOf {
  heads(place: number): number;
  key(place: number, head: number): number;
}

function headsOf(axis: readonly CodedVariable[], digits: readonly Uint16Array[], count: number): HeadsOf {
  const keys = new Float64Array(count);
  const radix = axis.map(({ categories }) => categories.length + 1);
  axis.forEach(({ choices }, variable) => {
    const own = digits[variable]!;
    for (let place = 0; place < count; place++)
      keys[place] = keys[place]! * radix[variable]! + (choices ? 0 : own[place]!);
  });
  const several = axis.findIndex(({ choices }) => choices !== null);
  if (several < 0) return { heads: () => 1, key: (place) => keys[place]! };
  const worth = radix.slice(several + 1).reduce((product, width) => product * width, 1);
  const { choices } = axis[several]!;
  const chosen = (place: number): readonly number[] => choices![digits[several]![place]!]!;
  return {
    heads: (place) => chosen(place).length,
    key: (place, head) => keys[place]! + chosen(place)[head]! * worth,
  };
}

/** Heads of the axis without several choices, the other one put together. */
function onceHeads(
  plan: TablePlan,
  rows: readonly Uint16Array[],
  columns: readonly Uint16Array[],
  count: number,
): [HeadsOf, HeadsOf] {
  const everybody: HeadsOf = { heads: () => 1, key: () => 0 };
  return severalAxis(plan) === 'rows'
    ? [everybody, headsOf(plan.columns, columns, count)]
    : [headsOf(plan.rows, rows, count), everybody];
}

/** The places' counts by heads; a place of several heads is counted in each. */
function gather(places: OccurringPlaces, rowsOf: HeadsOf, columnsOf: HeadsOf): TableCounts {
  const { persons, group, unit, answers } = places;
  let cells = 0;
  for (let place = 0; place < persons.length; place++) cells += rowsOf.heads(place) * columnsOf.heads(place);
  const width = answers?.width ?? 0;
  const counts = {
    rowKeys: new Float64Array(cells),
    columnKeys: new Float64Array(cells),
    group: new Uint16Array(cells),
    unit: new Uint16Array(cells),
    persons: new Uint32Array(cells),
    answers: answers && { width, figures: new Float64Array(cells * width) },
  };
  let cell = 0;
  for (let place = 0; place < persons.length; place++)
    for (let row = 0; row < rowsOf.heads(place); row++)
      for (let column = 0; column < columnsOf.heads(place); column++) {
        counts.rowKeys[cell] = rowsOf.key(place, row);
        counts.columnKeys[cell] = columnsOf.key(place, column);
        counts.group[cell] = group[place]!;
        counts.unit[cell] = unit[place]!;
        counts.persons[cell] = persons[place]!;
        for (let figure = 0; figure < width; figure++)
          counts.answers!.figures[cell * width + figure] = answers!.figures[place * width + figure]!;
        cell += 1;
      }
  return counts;
}
