import type { Options } from 'mingo/types';
import { isNumeric, isObject, toNumber, type Document } from '../bson/values.js';
import { failedToParse, notImplemented, StoreError } from '../errors.js';
import { withComputed } from '../query/projection.js';
import { isAccumulator } from './expression-context.js';
import { newAccumulator } from './group.js';
import { evalExpr } from './mingo.js';
import { order, partition, type Ordered } from './partitions.js';

/** Functions that look at their partition as a whole and take no window. */
const ofPartitions = ['$rank', '$denseRank', '$documentNumber', '$shift', '$locf', '$linearFill'] as const;
type PartitionFunction = (typeof ofPartitions)[number];
const isOfPartitions = (name: string): name is PartitionFunction =>
  (ofPartitions as readonly string[]).includes(name);
const notServed = ['$expMovingAvg', '$derivative', '$integral', '$minMaxScaler'];
const milliseconds: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

interface OutputField {
  path: string;
  operator: string;
  operand: unknown;
  window: Document | null;
}

function outputFields(spec: Document): OutputField[] {
  return Object.entries(spec['output'] as Document).map(([path, field]) => {
    const { window, ...functions } = field as Document;
    const [[operator, operand] = ['', null]] = Object.entries(functions);
    return { path, operator, operand, window: isObject(window) ? window : null };
  });
}

/** Checks `$setWindowFields`; gives the expressions within, which are checked elsewhere. Throws FailedToParse. */
export function checkWindowFields(spec: unknown): unknown[] {
  if (!isObject(spec)) throw failedToParse('the $setWindowFields stage specification must be an object');
  if (!isObject(spec['output']))
    throw new StoreError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  const sortBy = spec['sortBy'];
  if (sortBy !== undefined && !isObject(sortBy)) throw failedToParse("'sortBy' must be an object");
  const sorts = isObject(sortBy) ? Object.keys(sortBy).length : 0;
  const expressions: unknown[] = [spec['partitionBy'] ?? null];
  for (const [path, field] of Object.entries(spec['output'])) {
    if (!isObject(field)) throw failedToParse(`The field '${path}' must be an object`);
    const names = Object.keys(field).filter((name) => name !== 'window');
    const [name = ''] = names;
    if (names.length !== 1 || !name.startsWith('$'))
      throw failedToParse(`Expected a $-prefixed window function, '${name}'`);
    if (notServed.includes(name)) throw notImplemented(`The window function ${name} is not served`);
    if (!isOfPartitions(name) && !isAccumulator(name))
      throw failedToParse(`Unrecognized window function, ${name}`);
    if (isOfPartitions(name)) checkPartitionFunction(name, field, sorts);
    else checkWindow(field['window'], sorts);
    const operand = field[name];
    expressions.push(name === '$shift' && isObject(operand) ? operand['output'] : operand);
  }
  return expressions;
}

function checkPartitionFunction(name: PartitionFunction, field: Document, sorts: number): void {
  if (field['window'] !== undefined)
    throw failedToParse(`Window function ${name} does not accept a 'window' field`);
  if (name !== '$locf' && sorts === 0) throw new StoreError(5371602, `${name} requires a sortBy`);
  if ((name === '$rank' || name === '$denseRank' || name === '$linearFill') && sorts !== 1)
    throw new StoreError(
      5371602,
      `${name} must be specified with a top level sortBy expression with exactly one element`,
    );
  const operand = field[name];
  if (name !== '$shift') return;
  if (!isObject(operand) || !('output' in operand) || !isNumeric(operand['by']))
    throw failedToParse("$shift requires 'output' as an expression and 'by' as an integer argument.");
}

function checkWindow(window: unknown, sorts: number): void {
  if (window === undefined) return;
  if (!isObject(window)) throw failedToParse("'window' field must be an object");
  const { documents, range, unit } = window;
  if ((documents === undefined) === (range === undefined))
    throw failedToParse("'window' field needs one of 'documents' and 'range'");
  const bounds = (documents ?? range) as unknown;
  const isBound = (bound: unknown) => bound === 'current' || bound === 'unbounded' || isNumeric(bound);
  if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(isBound))
    throw failedToParse("Window bounds must be a 2-element array of 'current', 'unbounded' or numbers");
  const isBounded = (bounds as unknown[]).some((bound) => bound !== 'unbounded');
  if (documents !== undefined && isBounded && sorts === 0)
    throw new StoreError(5339901, 'Document-based bounds require a sortBy');
  if (range !== undefined && isBounded && sorts !== 1)
    throw new StoreError(5339902, 'Range-based bounds require sortBy a single field');
  if (unit !== undefined && milliseconds[String(unit)] === undefined)
    throw notImplemented(`A window in units of '${String(unit)}' is not served`);
}

/** `$setWindowFields`: documents come by partition, each partition in its order. */
export function setWindowFields(documents: Iterable<Document>, spec: Document, options: Options): Document[] {
  const sortBy = isObject(spec['sortBy']) ? spec['sortBy'] : undefined;
  const fields = outputFields(spec);
  return partition(documents, spec['partitionBy'], options).flatMap(({ documents: members }) => {
    const ordered = order(members, sortBy, options);
    const columns = fields.map((field) => valuesOf(field, ordered, sortBy, options));
    return ordered.documents.map((document, at) =>
      fields.reduce(
        (result, { path }, column) => withComputed(result, path.split('.'), columns[column]![at]),
        document,
      ),
    );
  });
}

/** A field's value for each document of a partition. */
function valuesOf(
  { operator, operand, window }: OutputField,
  ordered: Ordered,
  sortBy: Document | undefined,
  options: Options,
): unknown[] {
  const { documents, tied } = ordered;
  const evaluate = (expression: unknown) =>
    documents.map(
      (document) => (evalExpr(document as never, expression as never, options) as unknown) ?? null,
    );
  switch (operator) {
    case '$documentNumber':
      return documents.map((_, at) => at + 1);
    case '$rank':
      return ranks(tied, (at) => at + 1);
    case '$denseRank':
      return ranks(tied, (_, before) => before + 1);
    case '$shift': {
      const { output, by, default: otherwise = null } = operand as Document;
      const values = evaluate(output);
      const distance = toNumber(by);
      return values.map((_, at) => (at + distance in values ? values[at + distance] : otherwise));
    }
    case '$locf': {
      let last: unknown = null;
      return evaluate(operand).map((value) => (last = value ?? last));
    }
    case '$linearFill':
      return fillLinearly(evaluate(operand), sortValues(ordered, sortBy!, options));
    default:
      return overWindows({ [operator]: operand }, window, ordered, sortBy, options);
  }
}

function ranks(tied: readonly boolean[], next: (at: number, before: number) => number): number[] {
  let rank = 0;
  return tied.map((same, at) => (rank = same ? rank : next(at, rank)));
}

/** The values of the one field that a partition is sorted by, as numbers. */
function sortValues({ documents }: Ordered, sortBy: Document, options: Options): number[] {
  const [path] = Object.keys(sortBy);
  return documents.map((document) => {
    const value = evalExpr(document as never, `$${path}` as never, options) as unknown;
    if (value instanceof Date) return value.getTime();
    if (isNumeric(value)) return toNumber(value);
    throw new StoreError(5429413, `Invalid range: Expected the sortBy field to be a number or a date`);
  });
}

/** Between two known values a missing one lies on the line through them; before the first and after the last it stays null. */
function fillLinearly(values: readonly unknown[], places: readonly number[]): unknown[] {
  const filled = [...values];
  let known = -1;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === null) continue;
    if (!isNumeric(values[at]))
      throw new StoreError(6050201, 'Value to be filled must be numeric or nullish');
    if (known >= 0) {
      const [from, to] = [toNumber(values[known]), toNumber(values[at])];
      const slope = (to - from) / (places[at]! - places[known]!);
      for (let gap = known + 1; gap < at; gap += 1)
        filled[gap] = from + slope * (places[gap]! - places[known]!);
    }
    known = at;
  }
  return filled;
}

/** An accumulator over each document's window. */
function overWindows(
  accumulator: Document,
  window: Document | null,
  ordered: Ordered,
  sortBy: Document | undefined,
  options: Options,
): unknown[] {
  const { documents } = ordered;
  const bounds = (window?.['documents'] ?? window?.['range'] ?? ['unbounded', 'unbounded']) as unknown[];
  const over = (members: readonly Document[]) => {
    const running = newAccumulator(accumulator, options);
    for (const member of members) running.add(member);
    return running.result();
  };
  if (bounds.every((bound) => bound === 'unbounded')) {
    const whole = documents.length > 0 ? over(documents) : null;
    return documents.map(() => whole);
  }
  const windowOf =
    window!['range'] === undefined
      ? byPlace(bounds, documents.length)
      : byValue(bounds, window!['unit'], sortValues(ordered, sortBy!, options));
  return documents.map((_, at) => {
    const [from, to] = windowOf(at);
    return over(documents.slice(from, Math.max(from, to)));
  });
}

type WindowOf = (at: number) => [from: number, to: number];

/** From the document so many places before or after, to that so many. */
function byPlace([lower, upper]: unknown[], count: number): WindowOf {
  const place = (bound: unknown, at: number, end: number) =>
    bound === 'unbounded' ? end : at + (bound === 'current' ? 0 : toNumber(bound));
  return (at) => [Math.max(0, place(lower, at, 0)), Math.min(count, place(upper, at, count - 1) + 1)];
}

/** The documents whose sort value lies so far from this one's. Both ends are in it. */
function byValue([lower, upper]: unknown[], unit: unknown, values: readonly number[]): WindowOf {
  const scale = unit === undefined ? 1 : milliseconds[String(unit)]!;
  const end = (bound: unknown, at: number, open: number) =>
    bound === 'unbounded' ? open : values[at]! + (bound === 'current' ? 0 : toNumber(bound) * scale);
  return (at) => {
    const [low, high] = [end(lower, at, -Infinity), end(upper, at, Infinity)];
    return [firstWhere(values, (value) => value >= low), firstWhere(values, (value) => value > high)];
  };
}

/** The first place of ascending values at which a test holds; their count if nowhere. */
function firstWhere(values: readonly number[], test: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(values[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
