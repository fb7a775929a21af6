import { StoreError } from '../errors.js';
import { isNumeric, isObject, isTrue, toNumber, toPlain, typeName, type Document } from '../bson/values.js';
import { parseCollation, wholeCollation, type Collation } from '../bson/collation.js';
import { compareValues } from '../bson/order.js';

export interface IndexField {
  path: string;
  parts: readonly string[];
  descending: boolean;
}

/** An index as its creator wrote it, checked. */
export interface IndexDefinition {
  name: string;
  fields: readonly IndexField[];
  unique: boolean;
  sparse: boolean;
  partialFilter: Document | null;
  expireAfterSeconds: number | null;
  /** Kept up to date, but not used by queries. */
  hidden: boolean;
  /** By which a unique index tells texts apart. The keys are in the order of bytes all the same. */
  collation: Collation | null;
  /** As `listIndexes` answers it. */
  spec: Document;
}

const cannot = (message: string) => new StoreError(67, message);

const knownOptions = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'collation',
  'prepareUnique',
  'storageEngine',
]);
const kindsNotServed = ['text', '2d', '2dsphere', 'geoHaystack'];

/** MongoDB's default name: `a_1_b_-1`. */
export function defaultName(key: Document): string {
  return Object.entries(key)
    .map(([path, order]) => `${path}_${isNumeric(order) ? toNumber(order) : String(order)}`)
    .join('_');
}

function parseField(path: string, order: unknown): IndexField {
  if (path === '') throw cannot('Index keys cannot be an empty field.');
  if (path.split('.').some((part) => part === '')) {
    throw cannot('Index keys cannot contain an empty field name.');
  }
  if (path === '$**' || path.endsWith('.$**'))
    throw cannot('Wildcard indexes are not served by the embedded store');
  if (path.split('.').some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part))) {
    throw cannot(`Index key contains an illegal field name: field name starts with '$'.`);
  }
  if (typeof order === 'string') {
    // A hashed field serves equality; a plain one serves it as well. Nothing else may be asked of either.
    if (order === 'hashed') return { path, parts: path.split('.'), descending: false };
    if (kindsNotServed.includes(order)) throw cannot(`${order} indexes are not served by the embedded store`);
    throw cannot(`Unknown index plugin '${order}'`);
  }
  if (!isNumeric(order) && typeof order !== 'boolean') {
    throw cannot(
      `Values in v:2 index key pattern cannot be of type ${typeName(order)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  }
  const number = typeof order === 'boolean' ? Number(order) : toNumber(order);
  if (number === 0 || Number.isNaN(number)) {
    throw cannot('Values in the index key pattern cannot be 0.');
  }
  return { path, parts: path.split('.'), descending: number < 0 };
}

function requireObject(spec: Document, option: string): Document | undefined {
  const value = spec[option];
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    throw new StoreError(14, `The field '${option}' must be an object, but got ${typeName(value)}`);
  }
  return value;
}

/** Checks one element of createIndexes' `indexes`. Throws MongoDB's errors. */
export function parseIndex(raw: Document): IndexDefinition {
  for (const option of Object.keys(raw)) {
    if (!knownOptions.has(option)) {
      throw new StoreError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${JSON.stringify(raw)}`,
      );
    }
  }
  const key = requireObject(raw, 'key');
  if (!key) throw new StoreError(9, "The 'key' field is a required property of an index specification");
  if (Object.keys(key).length === 0) throw cannot('Index keys cannot be empty.');
  const fields = Object.entries(key).map(([path, order]) => parseField(path, order));
  const collation = parseCollation(requireObject(raw, 'collation'));
  if (fields.length > 32) throw new StoreError(13103, 'too many compound keys');
  const seconds = raw['expireAfterSeconds'];
  if (
    seconds !== undefined &&
    (!isNumeric(seconds) || toNumber(seconds) < 0 || toNumber(seconds) > 2147483647)
  ) {
    throw cannot("TTL index 'expireAfterSeconds' option must be within an acceptable range");
  }
  if (seconds !== undefined && fields.length > 1) {
    throw cannot('TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  const isId = fields.length === 1 && fields[0]!.path === '_id';
  if (isId && seconds !== undefined) {
    throw cannot("The field 'expireAfterSeconds' is not valid for an _id index specification");
  }
  const name = typeof raw['name'] === 'string' ? raw['name'] : defaultName(key);
  if (name === '*' || name === '') throw cannot(`index name '${name}' is not valid`);
  const partialFilter = requireObject(raw, 'partialFilterExpression') ?? null;
  const sparse = isTrue(raw['sparse']);
  if (partialFilter && sparse) throw cannot('cannot mix "partialFilterExpression" and "sparse" options');
  const {
    v: _version,
    key: _key,
    name: _name,
    ns: _namespace,
    background: _background,
    collation: _collation,
    hidden,
    ...options
  } = raw;
  return {
    name: isId ? '_id_' : name,
    fields,
    unique: isId || isTrue(raw['unique']),
    sparse,
    partialFilter,
    expireAfterSeconds: seconds === undefined ? null : toNumber(seconds),
    hidden: isTrue(raw['hidden']),
    collation,
    spec: {
      v: 2,
      key,
      name: isId ? '_id_' : name,
      ...options,
      ...(isTrue(hidden) ? { hidden: true } : {}),
      ...(collation ? { collation: wholeCollation(collation.spec) } : {}),
    },
  };
}

/** True if two definitions would make the same index. */
export function sameOptions(a: IndexDefinition, b: IndexDefinition): boolean {
  return (
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    a.expireAfterSeconds === b.expireAfterSeconds &&
    sameCollation(a, b) &&
    compareValues(a.partialFilter, b.partialFilter) === 0
  );
}

export const sameKey = (a: IndexDefinition, b: IndexDefinition) =>
  compareValues(a.spec['key'], b.spec['key']) === 0;

export const sameCollation = (a: IndexDefinition, b: IndexDefinition) =>
  compareValues(toPlain(a.spec['collation']), toPlain(b.spec['collation'])) === 0;
