import { failedToParse, notImplemented, StoreError } from '../errors.js';
import { isNumeric, isObject, toNumber, typeName, type Document } from '../bson/values.js';
import { compileFilter } from '../query/filter.js';
import { compileProjection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import { checkBucketAuto } from './bucket-auto.js';
import { checkBucket } from './bucket.js';
import { checkDensify } from './densify.js';
import { checkFill } from './fill.js';
import { checkWindowFields } from './window-fields.js';
import { checkExpression } from './expression.js';
import { checkGraphLookup } from './graph-lookup.js';
import { checkLookup } from './lookup.js';
import { isAccumulator } from './expression-context.js';
import { stageNames } from './language.js';

/** MongoDB's stages that the store has not: refused by name, so that nobody thinks they misspelt one. */
const notServed = new Set([
  '$geoNear',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$indexStats',
  '$planCacheStats',
  '$currentOp',
  '$listSessions',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
]);

/** Stages that make documents: `aggregate` takes them off the head, so that here they stand too late. */
const firstOnly = new Set(['$documents', '$collStats', '$listLocalSessions']);

/** Checks a whole pipeline, sub-pipelines and expressions included, before any of it runs. */
export function checkStages(pipeline: unknown): asserts pipeline is Document[] {
  if (!Array.isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array");
  for (const stage of pipeline as unknown[]) {
    if (!isObject(stage)) throw new StoreError(14, "Each element of the 'pipeline' array must be an object");
    const [name, ...others] = Object.keys(stage);
    if (name === undefined || others.length > 0) {
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (name === '$changeStream') {
      throw new StoreError(40573, 'The $changeStream stage is only supported on replica sets');
    }
    if (firstOnly.has(name))
      throw new StoreError(40602, `${name} is only valid as the first stage in a pipeline`);
    if (name === '$out' || name === '$merge') {
      throw new StoreError(51047, `${name} is not allowed within a sub-pipeline`);
    }
    if (notServed.has(name)) throw notImplemented(`The aggregation stage ${name} is not served`);
    if (!stageNames.has(name)) throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
    checkStage(name, stage[name]);
  }
}

function checkStage(name: string, spec: unknown): void {
  switch (name) {
    case '$match':
      compileFilter(requireObject(name, spec, 15959, 'the match filter must be an expression in an object'), {
        plain: true,
      });
      return;
    case '$sort': {
      const sort = requireObject(name, spec, 15973, 'the $sort key specification must be an object');
      if (Object.keys(sort).length === 0)
        throw new StoreError(15976, '$sort stage must have at least one sort key');
      parseSort(sort);
      return;
    }
    case '$limit':
    case '$skip':
      return checkCount(name, spec);
    case '$count':
      if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
        throw new StoreError(40156, `the count field must be a non-empty string that is no field path`);
      }
      return;
    case '$group':
      return checkGroup(requireObject(name, spec, 15947, "a group's fields must be specified in an object"));
    case '$project':
      return checkProject(requireObject(name, spec, 15969, '$project specification must be an object'));
    case '$addFields':
    case '$set':
      return checkFields(
        requireObject(
          name,
          spec,
          40272,
          `${name} specification stage must be an object, got ${typeName(spec)}`,
        ),
      );
    case '$unwind':
      return checkUnwind(spec);
    case '$facet':
      for (const pipeline of Object.values(
        requireObject(name, spec, 40169, 'the $facet specification must be a non-empty object'),
      )) {
        checkStages(pipeline);
      }
      return;
    case '$bucket': {
      const bucket = requireObject(name, spec, 40201, 'Argument to $bucket stage must be an object');
      checkBucket(bucket);
      checkExpression(bucket['groupBy']);
      return;
    }
    case '$bucketAuto':
      return checkBucketAuto(spec);
    case '$graphLookup':
      checkGraphLookup(spec);
      if (isObject(spec) && isObject(spec['restrictSearchWithMatch']))
        compileFilter(spec['restrictSearchWithMatch'], { plain: true });
      return;
    case '$lookup':
      checkLookup(spec);
      if (isObject(spec) && spec['pipeline'] !== undefined) checkStages(spec['pipeline']);
      return;
    case '$unionWith':
      if (isObject(spec) && spec['pipeline'] !== undefined) checkStages(spec['pipeline']);
      else if (!isObject(spec) && typeof spec !== 'string')
        throw failedToParse(`the ${name} stage specification must be an object`);
      return;
    case '$setWindowFields':
      return checkWindowFields(spec).forEach(checkExpression);
    case '$fill':
      return checkFill(spec).forEach(checkExpression);
    case '$densify':
      return checkDensify(spec);
    case '$sortByCount':
    case '$redact':
    case '$replaceWith':
      checkExpression(spec);
      return;
    case '$replaceRoot':
      checkExpression(requireObject(name, spec, 40229, '$replaceRoot needs an object')['newRoot']);
      return;
    case '$sample':
      if (
        !isNumeric(
          requireObject(name, spec, 28745, 'the $sample stage specification must be an object')['size'],
        )
      ) {
        throw new StoreError(28746, 'size argument to $sample must be a number');
      }
      return;
    default:
  }
}

function requireObject(_name: string, spec: unknown, code: number, message: string): Document {
  if (!isObject(spec)) throw new StoreError(code, message);
  return spec;
}

function checkCount(name: string, spec: unknown): void {
  const code = name === '$limit' ? 2107201 : 5107200;
  if (!isNumeric(spec) || !Number.isInteger(toNumber(spec)) || toNumber(spec) < 0) {
    throw new StoreError(
      code,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${String(spec)}`,
    );
  }
  if (name === '$limit' && toNumber(spec) === 0) throw new StoreError(15958, 'the limit must be positive');
}

function checkGroup(spec: Document): void {
  if (!('_id' in spec)) throw new StoreError(15955, 'a group specification must include an _id');
  checkExpression(spec['_id']);
  for (const [field, accumulator] of Object.entries(spec)) {
    if (field === '_id') continue;
    if (field.includes('.')) throw new StoreError(40235, `The field name '${field}' cannot contain '.'`);
    if (!isObject(accumulator))
      throw new StoreError(40234, `The field '${field}' must be an accumulator object`);
    const [operator, ...others] = Object.keys(accumulator);
    if (operator === undefined || others.length > 0) {
      throw new StoreError(40238, `The field '${field}' must specify one accumulator`);
    }
    if (!isAccumulator(operator)) throw new StoreError(15952, `unknown group operator '${operator}'`);
    checkExpression(accumulator[operator]);
  }
}

function checkProject(spec: Document): void {
  if (Object.keys(spec).length === 0)
    throw new StoreError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  compileProjection(spec, {
    compute: (expression) => {
      checkExpression(expression);
      return () => undefined;
    },
  });
}

function checkFields(spec: Document): void {
  if (Object.keys(spec).length === 0)
    throw new StoreError(
      40177,
      'Invalid $addFields :: caused by :: specification must have at least one field',
    );
  for (const expression of Object.values(spec)) checkExpression(expression);
}

function checkUnwind(spec: unknown): void {
  const path = isObject(spec) ? spec['path'] : spec;
  if (path === undefined) throw new StoreError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new StoreError(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
}
