import { badValue, notImplemented, StoreError } from '../errors.js';
import {
  bsonType,
  getField,
  isNumeric,
  isObject,
  isTrue,
  setField,
  toNumber,
  type Document,
} from '../bson/values.js';
import type { Collation } from '../bson/collation.js';
import { compileElementMatch, isOperatorDocument } from './filter.js';

export type Projection = (document: Document) => Document;

/** How a projection's computed fields are evaluated, and whether `find`'s own operators may be used. */
export interface ProjectionSetting {
  compute: (expression: unknown) => (document: Document) => unknown;
  /** For `find`: the query, which the positional `$` needs. */
  find?: { filter: Document; collation: Collation | null | undefined } | undefined;
}

/** Fields as a tree: true for a whole field, a map for some of its fields. */
type FieldTree = Map<string, true | FieldTree>;

interface Computed {
  parts: string[];
  value: (document: Document, before: unknown) => unknown;
}

interface Parsed {
  included: string[];
  excluded: string[];
  computed: Computed[];
  /** `$slice`, `$elemMatch` and the positional `$`: they change a field that stays where it is. */
  adjusted: Computed[];
  includeId: boolean | null;
  inclusive: boolean | null;
}

/** Compiles a projection of `find` or of `$project`. Throws MongoDB's errors for mixtures and collisions. */
export function compileProjection(spec: Document, setting: ProjectionSetting): Projection {
  const parsed: Parsed = {
    included: [],
    excluded: [],
    computed: [],
    adjusted: [],
    includeId: null,
    inclusive: null,
  };
  parseFields(spec, '', parsed, setting);
  const inclusive = parsed.inclusive ?? (parsed.includeId === true || parsed.computed.length > 0);
  if (inclusive && parsed.includeId !== false) parsed.included.push('_id');
  if (!inclusive && parsed.includeId === false) parsed.excluded.push('_id');
  const tree = fieldTree(inclusive ? parsed.included : parsed.excluded);
  return (document) => {
    const result = inclusive ? include(document, tree) : exclude(document, tree);
    for (const { parts, value } of parsed.adjusted) {
      adjust(result, parts, (before) => value(document, before));
    }
    for (const { parts, value } of parsed.computed) setComputed(result, parts, value(document, undefined));
    return result;
  };
}

/** The top-level fields of a projection that only includes whole fields, or null if it does anything else. */
export function wholeFieldsOf(spec: Document): string[] | null {
  const entries = Object.entries(spec);
  const others = entries.filter(([path]) => path !== '_id');
  if (others.length === 0) return null;
  if (!entries.every(([path, value]) => isFlag(value) && !path.includes('.') && !path.startsWith('$')))
    return null;
  if (!others.every(([, value]) => isTrue(value))) return null;
  const names = others.map(([path]) => path);
  return '_id' in spec && !isTrue(spec['_id']) ? names : ['_id', ...names];
}

const isFlag = (value: unknown) => typeof value === 'boolean' || isNumeric(value);

function parseFields(spec: Document, prefix: string, parsed: Parsed, setting: ProjectionSetting): void {
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix + key;
    if (key === '') throw new StoreError(40352, 'FieldPath cannot be constructed with empty string');
    if (isFlag(value)) parseFlag(path, isTrue(value), parsed, setting);
    else if (
      isObject(value) &&
      !isOperatorDocument(value) &&
      Object.keys(value).length > 0 &&
      !bsonType(value)
    ) {
      parseFields(value, `${path}.`, parsed, setting);
    } else if (
      setting.find &&
      isOperatorDocument(value) &&
      parseFindOperator(path, value, parsed, setting.find)
    )
      continue;
    else if (isObject(value) && Object.keys(value).length === 0) {
      throw new StoreError(51270, `An empty sub-projection is not a valid value. Found empty object at path`);
    } else {
      note(parsed, true, path);
      if (path === '_id') parsed.includeId = false;
      parsed.computed.push({ parts: path.split('.'), value: setting.compute(value) });
    }
  }
}

function parseFlag(path: string, wanted: boolean, parsed: Parsed, setting: ProjectionSetting): void {
  if (path === '_id') {
    parsed.includeId = wanted;
    return;
  }
  if (setting.find && path.endsWith('.$')) {
    note(parsed, true, path);
    const field = path.slice(0, -2);
    parsed.included.push(field);
    parsed.adjusted.push({ parts: field.split('.'), value: positional(field, setting.find) });
    return;
  }
  note(parsed, wanted, path);
  (wanted ? parsed.included : parsed.excluded).push(path);
}

/** An inclusion and an exclusion do not mix, `_id` apart. */
function note(parsed: Parsed, inclusive: boolean, path: string): void {
  if (path === '_id') return;
  if (parsed.inclusive !== null && parsed.inclusive !== inclusive) {
    throw inclusive
      ? new StoreError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : new StoreError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  parsed.inclusive = inclusive;
}

function parseFindOperator(
  path: string,
  value: Document,
  parsed: Parsed,
  { collation }: NonNullable<ProjectionSetting['find']>,
): boolean {
  const parts = path.split('.');
  if ('$elemMatch' in value) {
    note(parsed, true, path);
    const matches = compileElementMatch(value['$elemMatch'], { collation });
    parsed.included.push(path);
    parsed.adjusted.push({
      parts,
      value: (_document, before) => {
        const first = Array.isArray(before)
          ? (before as unknown[]).find((element) => matches([element]))
          : undefined;
        return first === undefined ? undefined : [first];
      },
    });
    return true;
  }
  if ('$slice' in value) {
    const slice = compileSlice(value['$slice']);
    if (!slice) return false;
    if (parsed.inclusive === true) parsed.included.push(path);
    parsed.adjusted.push({
      parts,
      value: (_document, before) => (Array.isArray(before) ? slice(before) : before),
    });
    return true;
  }
  if ('$meta' in value) throw notImplemented('$meta projections are not served');
  return false;
}

/** `$slice: n` or `[skip, limit]`; null if it is the aggregation's `$slice`, over expressions. */
function compileSlice(operand: unknown): ((array: unknown[]) => unknown[]) | null {
  if (isNumeric(operand)) {
    const count = toNumber(operand);
    return (array) => (count >= 0 ? array.slice(0, count) : array.slice(count));
  }
  if (!Array.isArray(operand) || !operand.every(isNumeric)) return null;
  const [skip, limit] = [toNumber(operand[0]), toNumber(operand[1])];
  if (!(limit > 0)) throw new StoreError(28724, 'First argument to $slice must be positive');
  return (array) => {
    const start = skip >= 0 ? skip : Math.max(0, array.length + skip);
    return array.slice(start, start + limit);
  };
}

/** The first element that fulfils the query's conditions on that array. */
function positional(
  field: string,
  { filter, collation }: NonNullable<ProjectionSetting['find']>,
): (document: Document, before: unknown) => unknown {
  const conditions = Object.entries(filter).filter(
    ([path]) => path === field || path.startsWith(`${field}.`),
  );
  if (conditions.length === 0) {
    throw badValue(
      `Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array`,
    );
  }
  const tests = conditions.map(([path, operand]) => {
    if (path !== field)
      return compileElementMatch({ [path.slice(field.length + 1)]: operand }, { collation });
    if (isOperatorDocument(operand) && '$elemMatch' in operand)
      return compileElementMatch(operand['$elemMatch'], { collation });
    return compileElementMatch(isOperatorDocument(operand) ? operand : { $eq: operand }, { collation });
  });
  return (_document, before) => {
    if (!Array.isArray(before)) return before;
    const first = (before as unknown[]).find((element) => tests.every((test) => test([element])));
    return first === undefined ? [] : [first];
  };
}

function fieldTree(paths: readonly string[]): FieldTree {
  const tree: FieldTree = new Map();
  for (const path of paths) {
    const parts = path.split('.');
    let node = tree;
    parts.forEach((part, at) => {
      const existing = node.get(part);
      if (existing === true || (existing && at === parts.length - 1)) {
        throw new StoreError(31250, `Path collision at ${path}`);
      }
      if (at === parts.length - 1) node.set(part, true);
      else if (existing) node = existing;
      else {
        const child: FieldTree = new Map();
        node.set(part, child);
        node = child;
      }
    });
  }
  return tree;
}

function include(document: Document, tree: FieldTree): Document {
  const result: Document = {};
  for (const key of Object.keys(document)) {
    const node = tree.get(key);
    if (node === undefined) continue;
    const value = node === true ? document[key] : includeWithin(document[key], node);
    if (value !== undefined) setField(result, key, value);
  }
  return result;
}

function includeWithin(value: unknown, tree: FieldTree): unknown {
  if (isObject(value)) return include(value, tree);
  if (!Array.isArray(value)) return undefined;
  return (value as unknown[])
    .map((element) => includeWithin(element, tree))
    .filter((element) => element !== undefined);
}

function exclude(document: Document, tree: FieldTree): Document {
  const result: Document = {};
  for (const key of Object.keys(document)) {
    const node = tree.get(key);
    if (node === true) continue;
    setField(result, key, node ? excludeWithin(document[key], node) : document[key]);
  }
  return result;
}

function excludeWithin(value: unknown, tree: FieldTree): unknown {
  if (isObject(value)) return exclude(value, tree);
  return Array.isArray(value) ? value.map((element) => excludeWithin(element, tree)) : value;
}

/** Changes the value at a path where it is there; documents on the way are made anew, as they may be shared. */
function adjust(document: Document, parts: readonly string[], change: (before: unknown) => unknown): void {
  const [key = '', ...rest] = parts;
  const value = getField(document, key);
  if (value === undefined) return;
  if (rest.length > 0) {
    if (!isObject(value)) return;
    const copy = { ...value };
    adjust(copy, rest, change);
    setField(document, key, copy);
    return;
  }
  const changed = change(value);
  if (changed === undefined) Reflect.deleteProperty(document, key);
  else setField(document, key, changed);
}

function setComputed(document: Document, parts: readonly string[], value: unknown): void {
  const [key = '', ...rest] = parts;
  if (rest.length === 0) {
    if (value !== undefined) setField(document, key, value);
    return;
  }
  const held = getField(document, key);
  if (Array.isArray(held)) {
    setField(
      document,
      key,
      held.map((element) => withComputed(isObject(element) ? element : {}, rest, value)),
    );
    return;
  }
  setField(document, key, withComputed(isObject(held) ? held : {}, rest, value));
}

/** A copy of a document with a value put at a path; what is on the way is copied too, as it may be shared. */
export function withComputed(document: Document, parts: readonly string[], value: unknown): Document {
  const copy = { ...document };
  setComputed(copy, parts, value);
  return copy;
}
