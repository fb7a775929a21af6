import { ObjectId } from 'bson';
import { badValue, failedToParse, StoreError } from '../errors.js';
import { checkStages } from '../aggregation/stages.js';
import { runStages } from '../aggregation/language.js';
import { guard } from '../aggregation/expression.js';
import type { Collation } from '../bson/collation.js';
import { equalValues } from '../bson/order.js';
import { clone, getField, isObject, setField, toPlain, typeName, type Document } from '../bson/values.js';
import { compileFilter } from '../query/filter.js';
import { changes, unknownModifier, type Change } from './operators.js';
import { changeAt, concretePaths, removed, valueAt, type PositionalSetting } from './paths.js';
import { matchedPosition } from './positional.js';

/** A compiled update. Each application gives a new document; the given one stays as it is. */
export interface Update {
  isReplacement: boolean;
  apply(document: Document, setting: { filter: Document; inserting: boolean; now: Date }): Document;
}

interface Step {
  path: string;
  parts: string[];
  operator: string;
  operand: unknown;
  change: Change | null;
}

const pipelineStages = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** Compiles a replacement, an operator document or a pipeline; refuses what is wrong before anything is changed. */
export function compileUpdate(
  update: unknown,
  arrayFilters: readonly Document[] = [],
  variables: Document = {},
  collation: Collation | null = null,
): Update {
  if (Array.isArray(update)) return compilePipeline(update as Document[], arrayFilters, variables, collation);
  if (!isObject(update)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = Object.keys(update);
  if (!first?.startsWith('$')) return compileReplacement(update);
  const filters = compileArrayFilters(arrayFilters, collation);
  const steps = compileSteps(update, collation);
  checkConflicts(steps);
  checkFiltersUsed(steps, filters);
  return {
    isReplacement: false,
    apply: (document, { filter, inserting, now }) => {
      const result = clone(document);
      const setting = {
        matchedPosition: matchedPosition(document, filter, collation),
        arrayFilters: filters,
      };
      for (const step of steps) applyStep(result, step, setting, inserting, now);
      checkId(document, result);
      return result;
    },
  };
}

function compileReplacement(update: Document): Update {
  for (const key of Object.keys(update)) {
    if (key.startsWith('$')) {
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return {
    isReplacement: true,
    apply: (document) => {
      const id = getField(document, '_id');
      const replaced = getField(update, '_id');
      if (id !== undefined && replaced !== undefined && !equalValues(id, replaced)) {
        throw new StoreError(
          66,
          `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(replaced)}`,
        );
      }
      return id === undefined ? clone(update) : { _id: id, ...withoutId(clone(update)) };
    },
  };
}

function withoutId({ _id, ...rest }: Document): Document {
  return rest;
}

function compilePipeline(
  stages: readonly Document[],
  arrayFilters: readonly Document[],
  variables: Document,
  collation: Collation | null,
): Update {
  if (arrayFilters.length > 0)
    throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
  for (const stage of stages) {
    const [name = ''] = isObject(stage) ? Object.keys(stage) : [];
    if (!pipelineStages.includes(name))
      throw new StoreError(72, `${name} is not allowed to be used within an update`);
  }
  const plain = toPlain(stages) as Document[];
  checkStages(plain);
  return {
    isReplacement: false,
    apply: (document) => {
      const [result = {}] = guard(() => [
        ...runStages(plain, [toPlain(document) as Document], { variables, collation }),
      ]);
      const kept = restoreTypes(document, result) as Document;
      const id = getField(document, '_id');
      const whole = id === undefined || getField(kept, '_id') !== undefined ? kept : { _id: id, ...kept };
      checkId(document, whole);
      return whole;
    },
  };
}

/** Values that a pipeline left as they were keep their number types. */
function restoreTypes(before: unknown, after: unknown): unknown {
  if (isObject(before) && isObject(after)) {
    const result: Document = {};
    for (const key of Object.keys(after))
      setField(result, key, restoreTypes(getField(before, key), after[key]));
    return result;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return after.map((value, at) => restoreTypes(before[at], value));
  }
  return before !== undefined && after !== undefined && equalValues(before, after) ? before : after;
}

function compileSteps(update: Document, collation: Collation | null): Step[] {
  const steps: Step[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const known = operator === '$rename' || operator === '$setOnInsert' || operator in changes;
    if (!operator.startsWith('$') || !known) throw unknownModifier(operator);
    if (!isObject(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`,
      );
    }
    for (const [path, operand] of Object.entries(fields))
      steps.push(compileStep(operator, path, operand, collation));
  }
  return steps.sort((a, b) => comparePaths(a.parts, b.parts));
}

function compileStep(operator: string, path: string, operand: unknown, collation: Collation | null): Step {
  const parts = path.split('.');
  if (path === '') throw new StoreError(56, 'An empty update path is not valid.');
  if (parts.includes(''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (operator === '$rename') {
    if (typeof operand !== 'string')
      throw badValue(`The 'to' field for $rename must be a string: ${path}: ${show(operand)}`);
    if (operand === path)
      throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`);
    if ([...parts, ...operand.split('.')].some((part) => part === '$' || part.startsWith('$['))) {
      throw badValue(`The source field for $rename may not be dynamic: ${path}`);
    }
    return { path, parts, operator, operand, change: null };
  }
  const change = changes[operator === '$setOnInsert' ? '$set' : operator]!(operand, path, collation);
  return { path, parts, operator, operand, change };
}

/** New fields come in this order: numbers by value, names by their characters. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [left, right] = [a[at]!, b[at]!];
    if (left === right) continue;
    const bothNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
    return bothNumbers ? Number(left) - Number(right) : left < right ? -1 : 1;
  }
  return a.length - b.length;
}

function checkConflicts(steps: readonly Step[]): void {
  const paths = steps.flatMap(({ path, operator, operand }) =>
    operator === '$rename' ? [path, operand as string] : [path],
  );
  paths.forEach((path, at) => {
    for (const other of paths.slice(0, at)) {
      const [short, long] = path.length <= other.length ? [path, other] : [other, path];
      if (long === short || long.startsWith(`${short}.`)) {
        throw new StoreError(40, `Updating the path '${path}' would create a conflict at '${short}'`);
      }
    }
  });
}

function applyStep(
  document: Document,
  step: Step,
  setting: PositionalSetting,
  inserting: boolean,
  now: Date,
): void {
  if (step.operator === '$setOnInsert' && !inserting) return;
  if (!step.change) {
    rename(document, step.parts, (step.operand as string).split('.'));
    return;
  }
  const { apply, creates } = step.change;
  const place = { path: step.path, shownId: show(getField(document, '_id')), now };
  for (const parts of concretePaths(document, step.parts, setting)) {
    changeAt(document, parts, creates, (value) => apply(value, { ...place, path: parts.join('.') }));
  }
}

function rename(document: Document, from: readonly string[], to: readonly string[]): void {
  const value = valueAt(document, from);
  if (value === undefined) return;
  for (const parts of [from, to]) {
    for (let length = 1; length < parts.length; length += 1) {
      if (Array.isArray(valueAt(document, parts.slice(0, length)))) {
        throw badValue(
          `The ${parts === from ? 'source' : 'destination'} field cannot be an array element, '${parts.join('.')}' in doc with _id: ${show(getField(document, '_id'))}`,
        );
      }
    }
  }
  changeAt(document, from, false, () => removed);
  changeAt(document, to, true, () => value);
}

function checkId(before: Document, after: Document): void {
  const id = getField(before, '_id');
  if (
    id !== undefined &&
    !(getField(after, '_id') !== undefined && equalValues(id, getField(after, '_id')))
  ) {
    throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

function compileArrayFilters(
  arrayFilters: readonly Document[],
  collation: Collation | null,
): Map<string, (element: unknown) => boolean> {
  const filters = new Map<string, (element: unknown) => boolean>();
  for (const filter of arrayFilters) {
    if (!isObject(filter) || Object.keys(filter).length === 0) {
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    }
    const names = new Set(identifiersOf(filter));
    const [name] = names;
    if (name === undefined || names.size > 1) {
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found ${[...names].map((one) => `'${one}'`).join(' and ')}`,
      );
    }
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const { matches } = compileFilter(filter, { collation });
    filters.set(name, (element) => matches({ [name]: element }));
  }
  return filters;
}

function identifiersOf(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, operand]) =>
    key.startsWith('$') && Array.isArray(operand)
      ? operand.flatMap((branch) => identifiersOf(branch as Document))
      : [key.split('.')[0]!],
  );
}

function checkFiltersUsed(steps: readonly Step[], filters: ReadonlyMap<string, unknown>): void {
  const used = new Set(steps.flatMap(({ parts }) => parts));
  for (const name of filters.keys()) {
    if (!used.has(`$[${name}]`))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
  }
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  return isObject(value) ? JSON.stringify(toPlain(value)) : String(value);
}
