import { badValue, notImplemented, StoreError } from '../errors.js';
import type { Collation } from '../bson/collation.js';
import { bsonType, isObject, toPlain, type Document } from '../bson/values.js';
import { compileExpression } from '../aggregation/expression.js';
import { compileJsonSchema } from './json-schema.js';
import { compileOperator, equalsOperand, type ValueTest } from './operators.js';
import { visitPath } from './paths.js';

/** A compiled query filter. */
export interface Filter {
  matches(document: Document): boolean;
  /** The top-level fields that decide; null: the whole document. */
  topFields: ReadonlySet<string> | null;
  /** Whether it may tell int32, int64 and double apart, so that plain numbers will not do. */
  asksTypes: boolean;
}

interface Part {
  test: (document: Document) => boolean;
  fields: readonly string[] | null;
}

/** What filters need to know besides themselves. */
export interface FilterSetting {
  /** Values of `$$` variables: `let` of a command, `$lookup`'s of a sub-pipeline. */
  variables?: Document;
  /** The documents have JavaScript's own numbers already: they come out of a pipeline. */
  plain?: boolean;
  /** How texts compare; by bytes unless given. */
  collation?: Collation | null | undefined;
}

/** Compiles a filter, refusing what is not MongoDB's or not served before anything runs. */
export function compileFilter(filter: Document, setting: FilterSetting = {}): Filter {
  const parts = compileParts(filter, setting);
  const fields = new Set<string>();
  let all = false;
  for (const part of parts) {
    if (part.fields) for (const field of part.fields) fields.add(field);
    else all = true;
  }
  const tests = parts.map((part) => part.test);
  const matches =
    tests.length === 1
      ? tests[0]!
      : (document: Document) => {
          for (const test of tests) if (!test(document)) return false;
          return true;
        };
  return { matches, topFields: all ? null : fields, asksTypes: mentionsType(filter) };
}

/** Fields of references, whose names start with `$`. */
const referenceFields: ReadonlySet<string> = new Set(['$ref', '$id', '$db']);

function compileParts(filter: Document, setting: FilterSetting): Part[] {
  const parts: Part[] = [];
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$comment') continue;
    parts.push(
      key.startsWith('$') && !referenceFields.has(key)
        ? compileTopLevel(key, operand, setting)
        : compileField(key, operand, setting),
    );
  }
  return parts;
}

/** True if `$type` stands anywhere in a filter. */
function mentionsType(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mentionsType);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, inner]) => key === '$type' || mentionsType(inner));
}

function compileTopLevel(operator: string, operand: unknown, setting: FilterSetting): Part {
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor':
      return compileLogical(operator, operand, setting);
    case '$expr': {
      const evaluate = compileExpression(toPlain(operand), setting.variables ?? {}, setting.collation);
      return {
        test: (document) => {
          const value = evaluate(setting.plain ? document : (toPlain(document) as Document));
          return value !== undefined && value !== null && value !== false && value !== 0;
        },
        fields: null,
      };
    }
    case '$alwaysTrue':
      return { test: () => true, fields: [] };
    case '$alwaysFalse':
      return { test: () => false, fields: [] };
    case '$text':
      throw new StoreError(27, 'text index required for $text query');
    case '$jsonSchema':
      return { test: compileJsonSchema(operand), fields: null };
    case '$where':
      throw notImplemented(`${operator} runs scripts, which are not served`);
    default:
      throw badValue(
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function compileLogical(operator: '$and' | '$or' | '$nor', operand: unknown, setting: FilterSetting): Part {
  if (!Array.isArray(operand)) throw badValue(`${operator} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const branches = operand.map((branch) => {
    if (!isObject(branch)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(branch, setting);
  });
  const fields = branches.some((branch) => !branch.topFields)
    ? null
    : branches.flatMap((branch) => [...(branch.topFields ?? [])]);
  const test =
    operator === '$and'
      ? (document: Document) => branches.every((branch) => branch.matches(document))
      : operator === '$or'
        ? (document: Document) => branches.some((branch) => branch.matches(document))
        : (document: Document) => !branches.some((branch) => branch.matches(document));
  return { test, fields };
}

/** True for `{$gt: …}`: a document whose first field names an operator (`$ref` and its kin name a reference). */
export function isOperatorDocument(operand: unknown): operand is Document {
  if (!isObject(operand)) return false;
  const [first] = Object.keys(operand);
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function compileField(path: string, operand: unknown, setting: FilterSetting): Part {
  const parts = path.split('.');
  const fields = [parts[0]!];
  if (!isOperatorDocument(operand)) {
    return { test: atPath(parts, equalsOperand(operand, setting.collation ?? null)), fields };
  }
  const tests = compileOperators(operand, setting).map((test) => atPath(parts, test));
  return { test: (document) => tests.every((test) => test(document)), fields };
}

/** The tests of an operator document, one for each operator. */
function compileOperators(operators: Document, setting: FilterSetting): ValueTest[] {
  const tests: ValueTest[] = [];
  for (const [operator, operand] of Object.entries(operators)) {
    if (operator === '$options' || operator === '$comment') continue;
    if (!operator.startsWith('$')) throw badValue(`unknown operator: ${operator}`);
    tests.push(compileOne(operator, operand, operators, setting));
  }
  return tests;
}

function compileOne(
  operator: string,
  operand: unknown,
  siblings: Document,
  setting: FilterSetting,
): ValueTest {
  switch (operator) {
    case '$not':
      return compileNot(operand, setting);
    case '$elemMatch':
      return { whole: compileElementMatch(operand, setting), negated: false };
    case '$all':
      return compileAll(operand, setting);
    default:
      return compileOperator(operator, operand, siblings, setting.collation ?? null);
  }
}

function compileNot(operand: unknown, setting: FilterSetting): ValueTest {
  const isRegex = operand instanceof RegExp || bsonType(operand) === 'BSONRegExp';
  if (!isRegex && !isOperatorDocument(operand)) {
    throw badValue(
      isObject(operand)
        ? '$not argument must be a non-empty operator document'
        : '$not needs a regex or a document',
    );
  }
  const tests = isRegex ? [equalsOperand(operand, null)] : compileOperators(operand as Document, setting);
  return { negated: true, inner: tests };
}

/** The query of `$elemMatch`: on the fields of elements that are documents, or on the elements themselves. */
export function compileElementMatch(
  operand: unknown,
  setting: FilterSetting = {},
): (value: unknown) => boolean {
  if (!isObject(operand)) throw badValue('$elemMatch needs an Object');
  const [first] = Object.keys(operand);
  if (isOperatorDocument(operand) && !['$and', '$or', '$nor', '$where', '$expr'].includes(first!)) {
    const tests = compileOperators(operand, setting);
    return (value) =>
      Array.isArray(value) && value.some((element) => tests.every((test) => testValue(test, element, false)));
  }
  const filter = compileFilter(operand, setting);
  return (value) =>
    Array.isArray(value) &&
    value.some(
      (element) =>
        (isObject(element) && filter.matches(element)) ||
        (Array.isArray(element) && filter.matches(Object.fromEntries(element.entries()))),
    );
}

function compileAll(operand: unknown, setting: FilterSetting): ValueTest {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return { whole: () => false, negated: false };
  const all = operand.map((wanted): ValueTest => {
    if (isOperatorDocument(wanted)) {
      if (!('$elemMatch' in wanted)) throw badValue('no $ expressions in $all');
      return { whole: compileElementMatch(wanted['$elemMatch'], setting), negated: false };
    }
    return equalsOperand(wanted, setting.collation ?? null);
  });
  return { negated: false, allOf: all };
}

/** Applies a test to a value at the path's end; `expand`: to an array's elements too. */
function testValue(test: ValueTest, value: unknown, expand: boolean): boolean {
  if (test.inner) return !test.inner.every((inner) => testValue(inner, value, expand));
  if (test.allOf) return test.allOf.every((inner) => testValue(inner, value, expand));
  let matched = test.whole?.(value) ?? false;
  if (!matched && test.each) {
    matched =
      test.each(value) ||
      (expand && Array.isArray(value) && (value as unknown[]).some((element) => test.each!(element)));
  }
  return matched !== test.negated;
}

function atPath(parts: readonly string[], test: ValueTest): (document: Document) => boolean {
  if (test.inner) {
    const inner = test.inner.map((one) => atPath(parts, one));
    return (document) => !inner.every((one) => one(document));
  }
  if (test.allOf) {
    const all = test.allOf.map((one) => atPath(parts, one));
    return (document) => all.every((one) => one(document));
  }
  if (test.negated) {
    const positive = { ...test, negated: false };
    return (document) => !visitPath(document, parts, (value) => testValue(positive, value, true));
  }
  return (document) => visitPath(document, parts, (value) => testValue(test, value, true));
}
