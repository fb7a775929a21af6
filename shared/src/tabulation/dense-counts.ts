import type { Checkpoint } from './checkpoint.js';
import type { Codes } from './count-answers.js';
import type { CodedVariable, TablePlan } from './table-plan.js';

/** Most counts of a dense table: more than the caches hold, and placing responses step by step is faster. */
const MOST_COUNTS = 1 << 22;
/** Fewer counts than this are always worth it; more only where there are not many more of them than responses. */
const ALWAYS_DENSE = 1 << 17;
const COUNTS_PER_RESPONSE = 4;
/** Responses whose places are worked out in one go, so that they stay in the nearest cache. */
const BLOCK = 8192;

/** A step of a response's place: `bits` for the variable's code, or, with `digitOf`, for the digit that stands for it. */
interface Step {
  readonly codes: Codes;
  readonly digitOf: Uint16Array | null;
  readonly bits: number;
  /** Of `plan.rows` and `plan.columns` in a row; after them the measured item. */
  readonly variable: number;
}

const bitsFor = (width: number): number => Math.max(0, 32 - Math.clz32(width - 1));

/** The steps from a cluster to a place. Those whose codes are bytes come last: the fastest loop is for them. */
function steps({ rows, columns, of }: TablePlan): readonly Step[] {
  const variables = [...rows, ...columns].map((each, variable): Step => ({
    codes: each.codes,
    digitOf: each.choices && each.digitOf,
    bits: bitsFor(each.choices ? each.width : each.codeWidth),
    variable,
  }));
  if (of)
    variables.push({ codes: of.codes, digitOf: null, bits: bitsFor(of.width), variable: variables.length });
  return variables.sort((a, b) => b.codes.BYTES_PER_ELEMENT - a.codes.BYTES_PER_ELEMENT);
}

const bitsOf = (path: readonly Step[]): number => path.reduce((sum, { bits }) => sum + bits, 0);

/** How many counts a table has that has one for every cluster, combination of codes, and answer measured. */
const space = (plan: TablePlan): number => plan.group.width * plan.unit.width * 2 ** bitsOf(steps(plan));

/** Whether a table is small enough to have a count for everything that could occur. */
export function isDense(plan: TablePlan): boolean {
  if (plan.of?.item.kind === 'numeric') return false;
  return space(plan) <= Math.min(MOST_COUNTS, Math.max(ALWAYS_DENSE, COUNTS_PER_RESPONSE * plan.length));
}

/**
 * Counts responses by cluster, codes and answer measured, without a branch per response. Codes that leave a response out of
 * the table are counted with the others, and left out by `occurringPlaces`.
 *
 * @param mask 1 per response that counts
 */
export function countDensely(
  plan: TablePlan,
  mask: Uint8Array,
  from: number,
  checkpoint: Checkpoint,
): Uint32Array {
  const counts = new Uint32Array(space(plan));
  const path = steps(plan);
  const bytes = path.slice(-2).filter(({ codes, digitOf }) => codes.BYTES_PER_ELEMENT === 1 && !digitOf);
  const outer = path.slice(0, path.length - bytes.length);
  const clusters = plan.clusters();
  const scratch = new Uint32Array(BLOCK);
  const nothing = new Uint8Array(BLOCK);
  for (let start = 0; start < mask.length; start += BLOCK) {
    if (start % (BLOCK * 16) === 0) checkpoint();
    const length = Math.min(BLOCK, mask.length - start);
    const run = <T extends Codes | Uint32Array>(array: T): T =>
      array.subarray(from + start, from + start + length) as T;
    let places = run(clusters);
    for (const step of outer) {
      refine(places, step, run(step.codes), scratch);
      places = scratch.subarray(0, length);
    }
    const [first, second] = bytes;
    countPair(
      places,
      first ? (run(first.codes) as Uint8Array) : nothing,
      first?.bits ?? 0,
      second ? (run(second.codes) as Uint8Array) : nothing,
      second?.bits ?? 0,
      mask.subarray(start, start + length),
      counts,
    );
  }
  return counts;
}

function refine(places: Uint32Array, { digitOf, bits }: Step, codes: Codes, into: Uint32Array): void {
  if (digitOf)
    for (let index = 0; index < codes.length; index++)
      into[index] = (places[index]! << bits) | digitOf[codes[index]!]!;
  else
    for (let index = 0; index < codes.length; index++) into[index] = (places[index]! << bits) | codes[index]!;
}

/** The loop that nearly all the time goes into: one kind of array only, four responses a turn. */
function countPair(
  places: Uint32Array,
  outer: Uint8Array,
  outerBits: number,
  inner: Uint8Array,
  innerBits: number,
  mask: Uint8Array,
  counts: Uint32Array,
): void {
  const bits = outerBits + innerBits;
  const whole = mask.length & ~3;
  for (let index = 0; index < whole; index += 4) {
    const first = (places[index]! << bits) | (outer[index]! << innerBits) | inner[index]!;
    const second = (places[index + 1]! << bits) | (outer[index + 1]! << innerBits) | inner[index + 1]!;
    const third = (places[index + 2]! << bits) | (outer[index + 2]! << innerBits) | inner[index + 2]!;
    const fourth = (places[index + 3]! << bits) | (outer[index + 3]! << innerBits) | inner[index + 3]!;
    counts[first] = counts[first]! + mask[index]!;
    counts[second] = counts[second]! + mask[index + 1]!;
    counts[third] = counts[third]! + mask[index + 2]!;
    counts[fourth] = counts[fourth]! + mask[index + 3]!;
  }
  for (let index = whole; index < mask.length; index++) {
    const place = (places[index]! << bits) | (outer[index]! << innerBits) | inner[index]!;
    counts[place] = counts[place]! + mask[index]!;
  }
}

/** The places that somebody is in: every digit told, and how many persons and answers there are. */
export interface OccurringPlaces {
  /** Per variable of rows and columns, per place its digit. */
  readonly digits: readonly Uint16Array[];
  readonly group: Uint16Array;
  readonly unit: Uint16Array;
  readonly persons: Uint32Array;
  readonly answers: { readonly width: number; readonly figures: Uint32Array | Float64Array } | null;
}

/** Reads a dense table: who is in a category of every variable, and their answers to the measured item together. */
export function occurringPlaces(plan: TablePlan, counts: Uint32Array): OccurringPlaces {
  const path = steps(plan);
  const variables = [...plan.rows, ...plan.columns];
  const measured = path.find(({ variable }) => variable === variables.length);
  const below = measured ? bitsOf(path.slice(path.indexOf(measured) + 1)) : 0;
  const answers = measured ? 2 ** measured.bits : 1;
  const width = plan.of?.width ?? 1;
  const persons = new Uint32Array(counts.length / answers);
  let occupied = 0;
  for (let place = 0; place < persons.length; place++) {
    // The place without the measured item's bits, which may stand among the others.
    const base = measured
      ? ((place >> below) << (below + measured.bits)) | (place & ((1 << below) - 1))
      : place;
    let sum = 0;
    for (let code = 0; code < answers; code++) sum += counts[base + (code << below)]!;
    if (sum === 0 || !isInTable(base, path, variables)) continue;
    persons[place] = sum;
    occupied += 1;
  }
  const found: OccurringPlaces = {
    digits: variables.map(() => new Uint16Array(occupied)),
    group: new Uint16Array(occupied),
    unit: new Uint16Array(occupied),
    persons: new Uint32Array(occupied),
    answers: plan.of && { width, figures: new Uint32Array(occupied * width) },
  };
  let at = 0;
  for (let place = 0; place < persons.length; place++) {
    if (persons[place] === 0) continue;
    const base = measured
      ? ((place >> below) << (below + measured.bits)) | (place & ((1 << below) - 1))
      : place;
    const cluster = tellDigits(base, path, variables, found.digits, at);
    found.group[at] = Math.floor(cluster / plan.unit.width);
    found.unit[at] = cluster % plan.unit.width;
    found.persons[at] = persons[place]!;
    if (found.answers)
      for (let code = 0; code < width; code++)
        found.answers.figures[at * width + code] = counts[base + (code << below)]!;
    at += 1;
  }
  return found;
}

/** Whether no variable's code leaves the place out. */
function isInTable(place: number, path: readonly Step[], variables: readonly CodedVariable[]): boolean {
  let rest = place;
  for (let step = path.length - 1; step >= 0; step--) {
    const { bits, variable, digitOf } = path[step]!;
    const code = rest & ((1 << bits) - 1);
    rest >>= bits;
    if (variable === variables.length) continue;
    if ((digitOf ? code : variables[variable]!.digitOf[code]!) === 0) return false;
  }
  return true;
}

/** Writes a place's digits down; what is left of it is its cluster. */
function tellDigits(
  place: number,
  path: readonly Step[],
  variables: readonly CodedVariable[],
  digits: readonly Uint16Array[],
  at: number,
): number {
  let rest = place;
  for (let step = path.length - 1; step >= 0; step--) {
    const { bits, variable, digitOf } = path[step]!;
    const code = rest & ((1 << bits) - 1);
    rest >>= bits;
    if (variable < variables.length)
      digits[variable]![at] = digitOf ? code : variables[variable]!.digitOf[code]!;
  }
  return rest;
}
