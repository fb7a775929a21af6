import { badValue } from '../errors.js';
import { holdsText } from '../bson/collation.js';
import { compareValues } from '../bson/order.js';
import { isObject, type Document } from '../bson/values.js';
import type { IndexField } from '../indexes/definition.js';
import type { Index } from '../indexes/index.js';
import { keyHead, isTooLong } from '../storage/record-keys.js';
import {
  compareEdges,
  conditionsOf,
  edgeKey,
  invert,
  narrow,
  type Condition,
  type Conditions,
  type Interval,
} from './bounds.js';
import type { SortField } from './sort.js';

/** A stretch of an index: keys from `from` on and before `to`, without the index's id. */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** How documents are found. `index` null: by looking at all of them, in order of insertion. */
export interface Plan {
  index: Index | null;
  ranges: KeyRange[];
  reverse: boolean;
  /** Every record in the ranges matches; the filter need not be asked. */
  exact: boolean;
  /** Records come in the order asked for. */
  sorted: boolean;
  /** For `$or`: how each branch is found, all of them through indexes. Then `index` is null. */
  either?: readonly Plan[];
}

/** More ranges than this are worse than a scan of what lies between. */
const mostRanges = 2000;

const collectionScan = (reverse: boolean, exact: boolean, sorted: boolean): Plan => ({
  index: null,
  ranges: [],
  reverse,
  exact,
  sorted,
});

/**
 * Chooses how to find a filter's documents. Preferred is the index with the most leading fields held to single values,
 * then one that gives the order asked for, then one that narrows a range. Whatever is chosen, the answer is the same.
 */
export function planQuery(
  indexes: readonly Index[],
  filter: Document,
  sort: readonly SortField[],
  { hint, collated = false }: { hint?: unknown; collated?: boolean } = {},
): Plan {
  const natural = naturalOrder(sort, hint);
  const conditions = conditionsOf(filter, collated);
  const nothingAsked = conditions.all.length === 0 && !conditions.others;
  if (natural !== null) return collectionScan(natural < 0, nothingAsked, true);
  const hinted = hint === undefined ? null : findHinted(indexes, hint);
  let best: { plan: Plan; score: number } | null = null;
  for (const index of hinted ? [hinted] : indexes) {
    if (index.definition.hidden) continue;
    const candidate = planWith(index, conditions, filter, sort, { forced: hinted !== null, collated });
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best) return best.plan;
  const scan = collectionScan(false, nothingAsked, sort.length === 0);
  const either = hint === undefined ? planBranches(indexes, filter, collated) : null;
  return either ? { ...scan, either } : scan;
}

/** How the branches of a filter's `$or` are found, each with what else is asked; null unless every one has an index. */
function planBranches(indexes: readonly Index[], filter: Document, collated: boolean): Plan[] | null {
  const { $or: branches, ...rest } = filter;
  if (!Array.isArray(branches)) return null;
  const plans: Plan[] = [];
  for (const branch of branches as unknown[]) {
    if (!isObject(branch)) return null;
    const asked = Object.keys(rest).length > 0 ? { $and: [rest, branch] } : branch;
    const plan = planQuery(indexes, asked, [], { collated });
    if (plan.either) plans.push(...plan.either);
    else if (plan.index) plans.push(plan);
    else return null;
  }
  return plans;
}

function naturalOrder(sort: readonly SortField[], hint: unknown): number | null {
  const [first] = sort;
  if (first?.path === '$natural') return first.descending ? -1 : 1;
  if (isObject(hint) && '$natural' in hint) return sort.length > 0 ? null : Number(hint['$natural']);
  return null;
}

function findHinted(indexes: readonly Index[], hint: unknown): Index | null {
  if (isObject(hint) && '$natural' in hint) return null;
  const found = indexes
    .filter(({ definition }) => !definition.hidden)
    .find(({ definition }) =>
      typeof hint === 'string' ? definition.name === hint : compareValues(definition.spec['key'], hint) === 0,
    );
  if (!found) {
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

function planWith(
  index: Index,
  conditions: Conditions,
  filter: Document,
  sort: readonly SortField[],
  { forced, collated }: { forced: boolean; collated: boolean },
): { plan: Plan; score: number } | null {
  const bounds = boundFields(index, conditions);
  if (!holdsEveryMatch(index, conditions, filter, bounds.used, collated)) {
    if (!forced) return null;
  }
  const direction = collated && sort.length > 0 ? null : sortDirection(index, sort, bounds);
  const givesOrder = sort.length > 0 && direction !== null;
  if (bounds.used.size === 0 && !givesOrder && !forced) return null;
  const covered =
    !conditions.others && conditions.all.every((condition) => bounds.used.has(condition) && condition.exact);
  const plan: Plan = {
    index,
    ranges:
      bounds.ranges.length > 0 || bounds.impossible
        ? bounds.ranges
        : [{ from: Buffer.alloc(0), to: Buffer.from([255]) }],
    reverse: direction === 'reverse',
    exact: covered && !index.hasCutKeys,
    sorted: sort.length === 0 || direction !== null,
  };
  const score =
    bounds.single * 100 +
    (bounds.points - bounds.single) * 60 +
    (givesOrder ? 50 : 0) +
    (bounds.ranged ? 40 : 0) +
    (index.definition.unique && bounds.points === index.definition.fields.length ? 1000 : 0);
  return { plan, score };
}

/** A sparse or partial index is used only if no match can be missing from it. */
function holdsEveryMatch(
  index: Index,
  conditions: Conditions,
  filter: Document,
  used: ReadonlySet<Condition>,
  collated: boolean,
): boolean {
  const { sparse, partialFilter } = index.definition;
  if (sparse) return [...used].some((condition) => condition.excludesMissing);
  if (!partialFilter) return true;
  if (collated && holdsText(partialFilter)) return false;
  const wanted = conditionsOf(partialFilter);
  if (wanted.others) return compareValues(filter, partialFilter) === 0;
  return wanted.all.every((need) => conditions.all.some((has) => implies(has, need)));
}

/** Every value that fulfils `has` fulfils `need`. */
function implies(has: Condition, need: Condition): boolean {
  if (has.path !== need.path) return false;
  if (!need.exact)
    return need.intervals.length === 1 && need.excludesMissing && has.excludesMissing && isEverything(need);
  return has.intervals.every((one) =>
    need.intervals.some(
      (other) => compareEdges(one.low, other.low) >= 0 && compareEdges(one.high, other.high) <= 0,
    ),
  );
}

/** `$exists: true`, which any condition that excludes missing fields implies; null does not exclude them. */
const isEverything = ({ intervals }: Condition) => intervals[0]!.low.prefix[0] === 0;

interface Bounds {
  ranges: KeyRange[];
  used: Set<Condition>;
  /** Leading fields held to a list of values, and those of them held to one. */
  points: number;
  single: number;
  /** The field after those is held to a range. */
  ranged: boolean;
  /** By field: held to one value, so that its place in the order does not matter. */
  fixed: boolean[];
  /** Conditions contradict each other: nothing can match. */
  impossible: boolean;
}

function boundFields(index: Index, conditions: Conditions): Bounds {
  const bounds: Bounds = {
    ranges: [],
    used: new Set(),
    points: 0,
    single: 0,
    ranged: false,
    fixed: [],
    impossible: false,
  };
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let multikeyBound = false;
  for (const [at, field] of index.definition.fields.entries()) {
    const here = conditions.all.filter((condition) => condition.path === field.path);
    // Two conditions may be met by different elements of one array, and two fields by different elements too.
    if (here.length === 0 || (index.multikey[at] && multikeyBound)) break;
    const { intervals, taken } = index.multikey[at] ? chooseOne(here) : intersect(here);
    multikeyBound ||= index.multikey[at]!;
    for (const condition of taken) bounds.used.add(condition);
    if (intervals.length === 0) return { ...bounds, ranges: [], impossible: true };
    const stored = orderedFor(field, intervals);
    const points = taken.some((condition) => condition.points);
    if (prefixes.length * stored.length > mostRanges) {
      bounds.ranges = ranges(prefixes, [{ low: stored[0]!.low, high: stored.at(-1)!.high }]);
      for (const condition of taken) if (stored.length > 1) bounds.used.delete(condition);
      return bounds;
    }
    if (!points) {
      bounds.ranged = true;
      bounds.ranges = ranges(prefixes, stored);
      return bounds;
    }
    bounds.points += 1;
    if (stored.length === 1) bounds.single += 1;
    bounds.fixed[at] = stored.length === 1;
    prefixes = prefixes.flatMap((prefix) => stored.map(({ low }) => Buffer.concat([prefix, low.prefix])));
  }
  if (bounds.points > 0) {
    bounds.ranges = prefixes.map((prefix) =>
      keyRange({ low: { prefix, after: false }, high: { prefix, after: true } }),
    );
  }
  return bounds;
}

/** Of several conditions on an array's field one must do: single values before ranges. */
function chooseOne(here: readonly Condition[]): { intervals: Interval[]; taken: Condition[] } {
  const chosen = here.find((condition) => condition.points) ?? here[0]!;
  return { intervals: chosen.intervals, taken: [chosen] };
}

function intersect(here: readonly Condition[]): { intervals: Interval[]; taken: Condition[] } {
  let intervals = here[0]!.intervals;
  for (const condition of here.slice(1)) {
    intervals = intervals.flatMap((one) =>
      condition.intervals.map((other) => narrow(one, other)).filter((both) => both !== null),
    );
  }
  return { intervals, taken: [...here] };
}

const orderedFor = (field: IndexField, intervals: readonly Interval[]): Interval[] =>
  field.descending ? intervals.map(invert).reverse() : [...intervals];

function ranges(prefixes: readonly Buffer[], intervals: readonly Interval[]): KeyRange[] {
  return prefixes.flatMap((prefix) =>
    intervals.map(({ low, high }) =>
      keyRange({
        low: { prefix: Buffer.concat([prefix, low.prefix]), after: low.after },
        high: { prefix: Buffer.concat([prefix, high.prefix]), after: high.after },
      }),
    ),
  );
}

/** Bounds longer than a stored key are cut as it is: the range then holds more, never less. */
function keyRange({ low, high }: Interval): KeyRange {
  const from = isTooLong(low.prefix) ? keyHead(low.prefix) : edgeKey(low);
  const to = isTooLong(high.prefix) ? edgeKey({ prefix: keyHead(high.prefix), after: true }) : edgeKey(high);
  return { from, to };
}

/** Whether reading the index gives the order asked for; null if it does not. */
function sortDirection(
  index: Index,
  sort: readonly SortField[],
  bounds: Bounds,
): 'forward' | 'reverse' | null {
  if (sort.length === 0) return 'forward';
  if (bounds.ranges.length > 1 || index.hasCutKeys) return null;
  let at = 0;
  let reverse: boolean | null = null;
  const { fields } = index.definition;
  for (const wanted of sort) {
    while (at < fields.length && bounds.fixed[at] && fields[at]!.path !== wanted.path) at += 1;
    const field = fields[at];
    if (!field || field.path !== wanted.path || index.multikey[at]) {
      // A field that is held to one value is in order wherever it stands.
      const fixedAt = fields.findIndex(({ path }, place) => path === wanted.path && bounds.fixed[place]);
      if (fixedAt >= 0 && !index.multikey[fixedAt]) continue;
      return null;
    }
    if (!bounds.fixed[at]) {
      const opposite = field.descending !== wanted.descending;
      if (reverse !== null && reverse !== opposite) return null;
      reverse = opposite;
    }
    at += 1;
  }
  return reverse ? 'reverse' : 'forward';
}
