import { failedToParse, StoreError, typeMismatch } from '../errors.js';
import { compareValues, equalValues } from '../bson/order.js';
import { getField, isNumeric, isObject, isTrue, toNumber, typeName, type Document } from '../bson/values.js';
import { compileOperator, compileRegex } from './operators.js';

/** Tests a value that is there; a missing field fulfils every keyword but `required`. */
type Test = (value: unknown) => boolean;

/**
 * Compiles `$jsonSchema`: JSON Schema draft 4 as MongoDB has it, with `bsonType`. Throws FailedToParse for a keyword
 * that MongoDB has not, so that no rule goes unheeded.
 */
export function compileJsonSchema(schema: unknown): Test {
  if (!isObject(schema)) throw typeMismatch('$jsonSchema must be an object');
  const tests: Test[] = [];
  for (const [keyword, operand] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    const compile = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (!compile) throw failedToParse(`Unknown $jsonSchema keyword: ${keyword}`);
    tests.push(compile(operand, schema));
  }
  return (value) => tests.every((test) => test(value));
}

const annotations = new Set([
  'title',
  'description',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'additionalItems',
]);

/** JSON Schema's own names of types. Its `integer` is refused by MongoDB. */
const jsonTypes: Readonly<Record<string, string>> = {
  object: 'object',
  array: 'array',
  number: 'number',
  boolean: 'bool',
  string: 'string',
  null: 'null',
};

const keywords: Readonly<Record<string, (operand: unknown, schema: Document) => Test>> = {
  bsonType: (operand) => {
    const aliases = listOf(operand, 'bsonType');
    const test = compileOperator('$type', aliases, {}, null);
    return (value) => test.each!(value);
  },
  type: (operand) => {
    const names = listOf(operand, 'type').map((name) => {
      const alias = typeof name === 'string' ? jsonTypes[name] : undefined;
      if (alias === undefined) throw new StoreError(2, `Unknown type name alias: ${String(name)}`);
      return alias;
    });
    const test = compileOperator('$type', names, {}, null);
    return (value) => test.each!(value);
  },
  enum: (operand) => {
    if (!Array.isArray(operand) || operand.length === 0) throw wrongType('enum', 'array', operand);
    return (value) => operand.some((allowed) => equalValues(allowed, value));
  },
  allOf: (operand) => {
    const tests = schemasOf('allOf', operand);
    return (value) => tests.every((test) => test(value));
  },
  anyOf: (operand) => {
    const tests = schemasOf('anyOf', operand);
    return (value) => tests.some((test) => test(value));
  },
  oneOf: (operand) => {
    const tests = schemasOf('oneOf', operand);
    return (value) => tests.filter((test) => test(value)).length === 1;
  },
  not: (operand) => {
    const test = compileJsonSchema(operand);
    return (value) => !test(value);
  },
  minimum: (operand, schema) => {
    const [limit, exclusive] = [numberOf('minimum', operand), isTrue(schema['exclusiveMinimum'])];
    return ifNumber((value) => exceeds(value, limit, exclusive));
  },
  maximum: (operand, schema) => {
    const [limit, exclusive] = [numberOf('maximum', operand), isTrue(schema['exclusiveMaximum'])];
    return ifNumber((value) => exceeds(limit, value, exclusive));
  },
  multipleOf: (operand) => {
    const unit = toNumber(numberOf('multipleOf', operand));
    if (!(unit > 0)) throw failedToParse("$jsonSchema keyword 'multipleOf' must have a positive value");
    return ifNumber((value) => toNumber(value) % unit === 0);
  },
  minLength: (operand) => {
    const count = countOf('minLength', operand);
    return ifText((value) => [...value].length >= count);
  },
  maxLength: (operand) => {
    const count = countOf('maxLength', operand);
    return ifText((value) => [...value].length <= count);
  },
  pattern: (operand) => {
    if (typeof operand !== 'string') throw wrongType('pattern', 'string', operand);
    const regex = compileRegex(operand, '');
    return ifText((value) => regex.test(value));
  },
  minItems: (operand) => {
    const count = countOf('minItems', operand);
    return ifArray((value) => value.length >= count);
  },
  maxItems: (operand) => {
    const count = countOf('maxItems', operand);
    return ifArray((value) => value.length <= count);
  },
  uniqueItems: (operand) => {
    if (!isTrue(operand)) return () => true;
    return ifArray((value) => {
      const sorted = [...value].sort((a, b) => compareValues(a, b));
      return sorted.every((element, at) => at === 0 || !equalValues(element, sorted[at - 1]));
    });
  },
  items: (operand, schema) => {
    if (!Array.isArray(operand)) {
      const test = compileJsonSchema(operand);
      return ifArray((value) => value.every(test));
    }
    const tests = operand.map(compileJsonSchema);
    const rest = allowance('additionalItems', schema['additionalItems']);
    return ifArray((value) => value.every((element, at) => (tests[at] ?? rest)(element)));
  },
  minProperties: (operand) => {
    const count = countOf('minProperties', operand);
    return ifDocument((value) => Object.keys(value).length >= count);
  },
  maxProperties: (operand) => {
    const count = countOf('maxProperties', operand);
    return ifDocument((value) => Object.keys(value).length <= count);
  },
  required: (operand) => {
    if (!Array.isArray(operand) || operand.length === 0) throw wrongType('required', 'array', operand);
    return ifDocument((value) => operand.every((name) => Object.hasOwn(value, String(name))));
  },
  properties: (operand) => {
    const tests = namedSchemas('properties', operand);
    return ifDocument((value) =>
      tests.every(([name, test]) => !Object.hasOwn(value, name) || test(getField(value, name))),
    );
  },
  patternProperties: (operand) => {
    const tests = namedSchemas('patternProperties', operand).map(
      ([pattern, test]) => [compileRegex(pattern, ''), test] as const,
    );
    return ifDocument((value) =>
      Object.entries(value).every(([name, inner]) =>
        tests.every(([pattern, test]) => !pattern.test(name) || test(inner)),
      ),
    );
  },
  additionalProperties: (operand, schema) => {
    const known = new Set(Object.keys(isObject(schema['properties']) ? schema['properties'] : {}));
    const patterns = Object.keys(
      isObject(schema['patternProperties']) ? schema['patternProperties'] : {},
    ).map((pattern) => compileRegex(pattern, ''));
    const rest = allowance('additionalProperties', operand);
    return ifDocument((value) =>
      Object.entries(value).every(
        ([name, inner]) => known.has(name) || patterns.some((pattern) => pattern.test(name)) || rest(inner),
      ),
    );
  },
  dependencies: (operand) => {
    if (!isObject(operand)) throw wrongType('dependencies', 'object', operand);
    const tests = Object.entries(operand).map(([name, need]): [string, Test] => [
      name,
      Array.isArray(need) ? keywords['required']!(need, {}) : compileJsonSchema(need),
    ]);
    return ifDocument((value) => tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value)));
  },
};

const ifNumber =
  (test: (value: unknown) => boolean): Test =>
  (value) =>
    !isNumeric(value) || test(value);
const ifText =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value !== 'string' || test(value);
const ifArray =
  (test: (value: unknown[]) => boolean): Test =>
  (value) =>
    !Array.isArray(value) || test(value as unknown[]);
const ifDocument =
  (test: (value: Document) => boolean): Test =>
  (value) =>
    !isObject(value) || test(value);

function exceeds(a: unknown, b: unknown, exclusive: boolean): boolean {
  const order = compareValues(a, b);
  return exclusive ? order > 0 : order >= 0;
}

const wrongType = (keyword: string, wanted: string, operand: unknown) =>
  typeMismatch(
    `$jsonSchema keyword '${keyword}' must be a non-empty ${wanted}, but got ${typeName(operand)}`,
  );

function listOf(operand: unknown, keyword: string): unknown[] {
  if (typeof operand === 'string') return [operand];
  if (!Array.isArray(operand) || operand.length === 0) throw wrongType(keyword, 'string or array', operand);
  return operand as unknown[];
}

function numberOf(keyword: string, operand: unknown): unknown {
  if (!isNumeric(operand)) throw wrongType(keyword, 'number', operand);
  return operand;
}

function countOf(keyword: string, operand: unknown): number {
  const count = toNumber(numberOf(keyword, operand));
  if (!Number.isInteger(count) || count < 0)
    throw failedToParse(`$jsonSchema keyword '${keyword}' must be a non-negative integer`);
  return count;
}

function schemasOf(keyword: string, operand: unknown): Test[] {
  if (!Array.isArray(operand) || operand.length === 0) throw wrongType(keyword, 'array', operand);
  return operand.map(compileJsonSchema);
}

function namedSchemas(keyword: string, operand: unknown): [string, Test][] {
  if (!isObject(operand)) throw wrongType(keyword, 'object', operand);
  return Object.entries(operand).map(([name, schema]) => [name, compileJsonSchema(schema)]);
}

/** `additionalProperties` and `additionalItems`: allowed, forbidden, or held to a schema. */
function allowance(keyword: string, operand: unknown): Test {
  if (operand === undefined) return () => true;
  if (typeof operand === 'boolean') return () => operand;
  if (isObject(operand)) return compileJsonSchema(operand);
  throw wrongType(keyword, 'object or boolean', operand);
}
