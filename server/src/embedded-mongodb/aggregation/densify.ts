import type { Options } from 'mingo/types';
import { compareValues } from '../bson/order.js';
import { isNumeric, isObject, toNumber, type Document } from '../bson/values.js';
import { failedToParse, StoreError } from '../errors.js';
import { withComputed } from '../query/projection.js';
import { addTime, isTimeUnit } from './date-corrections.js';
import { evalExpr } from './mingo.js';
import { partition } from './partitions.js';

/** MongoDB's own limit. */
const mostMade = 500_000;

type Place = number | Date;
type Bounds = 'full' | 'partition' | [Place, Place];

interface Range {
  step: number;
  unit: string | null;
  bounds: Bounds;
}

/** Checks `$densify`. Throws FailedToParse and MongoDB's own codes. */
export function checkDensify(spec: unknown): void {
  if (!isObject(spec) || typeof spec['field'] !== 'string' || !isObject(spec['range']))
    throw failedToParse("the $densify stage needs an object with 'field' and 'range'");
  const { partitionByFields } = spec;
  const areNames =
    Array.isArray(partitionByFields) && partitionByFields.every((name) => typeof name === 'string');
  if (partitionByFields !== undefined && !areNames)
    throw failedToParse("'partitionByFields' must be an array of strings");
  const { step, unit, bounds } = spec['range'];
  if (!isNumeric(step) || !(toNumber(step) > 0))
    throw new StoreError(
      5733401,
      'The step parameter in a range statement must be a strictly positive numeric value',
    );
  if (unit !== undefined && !isTimeUnit(String(unit))) throw failedToParse(`unknown unit '${String(unit)}'`);
  if (unit !== undefined && !Number.isInteger(toNumber(step)))
    throw new StoreError(
      6586400,
      'The step parameter in a range statement must be a whole number when densifying a date range',
    );
  if (bounds === 'full' || bounds === 'partition') return;
  const isPlace = (bound: unknown) => (unit === undefined ? isNumeric(bound) : bound instanceof Date);
  if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(isPlace))
    throw new StoreError(
      5733402,
      "the bounds in a range statement must be 'full', 'partition' or an array of two numbers, or two dates with a unit",
    );
  if (compareValues(bounds[0], bounds[1]) > 0)
    throw new StoreError(5733402, 'the lower bound must not be above the upper bound');
}

/**
 * `$densify`: documents of the field alone (and the partition's fields) where none lies on a step. Those without a value
 * come first and are left alone.
 */
export function densify(documents: Iterable<Document>, spec: Document, options: Options): Document[] {
  const field = spec['field'] as string;
  const names = (spec['partitionByFields'] ?? []) as string[];
  const range = rangeOf(spec['range'] as Document);
  const placeOf = (document: Document) =>
    checkPlace(evalExpr(document as never, `$${field}` as never, options), range);
  const all = [...documents];
  const without = all.filter((document) => placeOf(document) === null);
  const placed = all.filter((document) => placeOf(document) !== null);
  const by = names.length > 0 ? names.map((name) => `$${name}`) : undefined;
  const partitions = partition(placed, by, options);
  if (partitions.length === 0 && names.length === 0 && Array.isArray(range.bounds))
    partitions.push({ key: null, documents: [] });
  const whole = extent(placed.map((document) => placeOf(document)!));
  let made = 0;
  const results = partitions.flatMap(({ key, documents: members }) => {
    const fixed: Document = names.reduce((result, name, at) => {
      const value = (key as unknown[])[at];
      return value === null || value === undefined ? result : withComputed(result, name.split('.'), value);
    }, {} as Document);
    const held = members
      .map((document) => ({ place: placeOf(document)!, document }))
      .sort((a, b) => Number(a.place) - Number(b.place));
    const taken = new Set(held.map(({ place }) => Number(place)));
    const steps = stepsOf(range, extent(held.map(({ place }) => place)), whole);
    for (const place of steps) {
      if (taken.has(Number(place))) continue;
      made += 1;
      if (made > mostMade)
        throw new StoreError(
          5897900,
          `Generated ${made} documents in $densify, which is over the limit of ${mostMade}`,
        );
      held.push({ place, document: withComputed(fixed, field.split('.'), place) });
    }
    return held.sort((a, b) => Number(a.place) - Number(b.place)).map(({ document }) => document);
  });
  return [...without, ...results];
}

function rangeOf({ step, unit, bounds }: Document): Range {
  return {
    step: toNumber(step),
    unit: typeof unit === 'string' ? unit : null,
    bounds: Array.isArray(bounds)
      ? (bounds.map((bound: unknown) => (bound instanceof Date ? bound : toNumber(bound))) as [Place, Place])
      : (bounds as 'full' | 'partition'),
  };
}

function checkPlace(value: unknown, { unit }: Range): Place | null {
  if (value === null || value === undefined) return null;
  if (unit === null && isNumeric(value)) return toNumber(value);
  if (unit !== null && value instanceof Date) return value;
  throw new StoreError(5733201, 'Densify field type must be numeric with no unit, or a date with one');
}

interface Extent {
  from: Place;
  to: Place;
}

function extent(places: readonly Place[]): Extent | null {
  if (places.length === 0) return null;
  return places.reduce<Extent>(
    ({ from, to }, place) => ({ from: place < from ? place : from, to: place > to ? place : to }),
    { from: places[0]!, to: places[0]! },
  );
}

/** The places from the lower bound on, step by step. Explicit bounds do not reach the upper one. */
function* stepsOf(range: Range, own: Extent | null, whole: Extent | null): Generator<Place> {
  const { bounds } = range;
  const [from, to] = Array.isArray(bounds)
    ? bounds
    : bounds === 'full'
      ? [whole!.from, whole!.to]
      : [own!.from, own!.to];
  for (let count = 0; ; count += 1) {
    const place = placeAfter(from, count, range);
    if (Array.isArray(bounds) ? place >= to : place > to) return;
    yield place;
  }
}

/** Counted from the bound each time, so that months of different lengths do not wander. */
function placeAfter(from: Place, count: number, { step, unit }: Range): Place {
  return from instanceof Date ? addTime(from, unit!, count * step) : from + count * step;
}
