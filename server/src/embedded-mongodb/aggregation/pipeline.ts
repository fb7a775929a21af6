import type { Collation } from '../bson/collation.js';
import { FieldSelection } from '../bson/bytes.js';
import { FieldReader } from '../bson/field-reader.js';
import {
  decodePlain,
  encode,
  isNumeric,
  isObject,
  toNumber,
  toPlain,
  type Document,
} from '../bson/values.js';
import { StoreError } from '../errors.js';
import { countSteps, findAs, findSteps, type Query } from '../query/access.js';
import { Turn, withoutPauses, type Paused } from '../query/pauses.js';
import { projectRecords, type RecordProjection } from '../query/record-projection.js';
import { copyOf, type Collection } from '../storage/collection.js';
import type { Environment } from '../storage/environment.js';
import { checkCollated } from './collation.js';
import { DiskUse, HeldTooMuch } from './disk-use.js';
import { guard } from './expression.js';
import type { Surroundings } from './expression-context.js';
import { groupFromDisk, runStages, sortInTurns, startGrouping } from './language.js';
import { checkStages } from './stages.js';

/** What an aggregation runs on. */
export interface PipelineInput {
  environment: Environment;
  collection: Collection | undefined;
  /** Documents to run on in place of a collection's. */
  documents?: Iterable<Document>;
  /** The documents of another collection or view of the same database. */
  other: (name: string) => Iterable<Document>;
  variables: Document;
  hint?: unknown;
  /** How texts compare; by bytes if there is none. */
  collation?: Collation | null | undefined;
  /** False: what does not fit in memory is refused. */
  allowDiskUse?: boolean | undefined;
}

/**
 * Runs a pipeline. Its leading stages that a query can do are done by the planner, on stored bytes; the rest runs in
 * the aggregation language over plain documents, of which only the fields that are looked at are decoded. Stops for
 * other work are `null`.
 */
export function runPipeline(pipeline: unknown, input: PipelineInput): Iterable<Paused<Uint8Array>> {
  const plain = toPlain(pipeline);
  checkStages(plain);
  if (input.collation) checkCollated(plain);
  const { query, rest } = leadingQuery(pipeline as Document[], plain, input);
  const { environment, collection } = input;
  const count = countOnly(rest);
  if (count && collection) return countResult(countSteps(environment, collection, query), count);
  const projection = rest.length === 1 ? wholeProjection(rest[0]!) : null;
  if ((rest.length === 0 || projection) && collection) {
    return projectRecords(findSteps(environment, collection, query), projection ?? { kind: 'all' });
  }
  return onDiskIfNeeded(input, (disk) => runOverSource(rest, query, input, disk));
}

/** Runs a pipeline; if its groups do not fit in memory, once more with its groups on disk. */
function* onDiskIfNeeded(
  { environment, allowDiskUse = true }: PipelineInput,
  start: (disk: DiskUse) => Iterable<Paused<Uint8Array>>,
): Generator<Paused<Uint8Array>> {
  const disk = new DiskUse(environment.spill, environment.memory, allowDiskUse);
  let given = false;
  try {
    for (const result of start(disk)) {
      given ||= result !== null;
      yield result;
    }
    return;
  } catch (error) {
    if (given || !allowDiskUse || !(error instanceof HeldTooMuch)) throw error;
  } finally {
    disk.close();
  }
  const second = disk.withGroupsOnDisk();
  try {
    yield* start(second);
  } finally {
    second.close();
  }
}

function runOverSource(
  rest: Document[],
  query: Query,
  input: PipelineInput,
  disk: DiskUse,
): Iterable<Paused<Uint8Array>> {
  const surroundings: Surroundings = {
    variables: input.variables,
    collation: input.collation,
    collection: (name) => [...input.other(name)],
    disk,
  };
  const size = { left: holdsInput(rest) ? input.environment.memory.held : Infinity };
  const alone = rest.findIndex((stage) => !eachAlone.has(Object.keys(stage)[0]!));
  const count = alone < 0 ? rest.length : alone;
  const read = readSource(rest, query, input, size);
  const source = count > 0 ? inParts(rest.slice(0, count), read, surroundings) : read;
  const [first, ...others] = rest.slice(count);
  if (!first) return encodePaused(source);
  if (isObject(first['$group'])) return groupFirst(first['$group'], others, source, surroundings, disk);
  if (isObject(first['$sort']))
    return goOn(sortInTurns(first['$sort'], source, surroundings), others, surroundings);
  return goOn(source, [first, ...others], surroundings);
}

/** Stages that make of each document what they make of it, whatever the others are. */
const eachAlone: ReadonlySet<string> = new Set([
  '$addFields',
  '$graphLookup',
  '$match',
  '$project',
  '$redact',
  '$replaceRoot',
  '$replaceWith',
  '$set',
  '$unset',
  '$unwind',
]);
const documentsOfPart = 128;

/** Runs such stages over a part of the documents at a time, so that it can stop in between. */
function* inParts(
  stages: Document[],
  source: Iterable<Paused<Document>>,
  surroundings: Surroundings,
): Generator<Paused<Document>> {
  const run = (part: Document[]) => guard(() => [...runStages(stages, part, surroundings)]);
  const turn = new Turn();
  let part: Document[] = [];
  for (const document of source) {
    if (document === null) yield null;
    else part.push(document);
    if (part.length < documentsOfPart) continue;
    yield* run(part);
    part = [];
    if (!turn.isOverNow()) continue;
    yield null;
    turn.renew();
  }
  yield* run(part);
}

function* goOn(
  documents: Iterable<Paused<Document>>,
  others: Document[],
  surroundings: Surroundings,
): Generator<Paused<Uint8Array>> {
  if (others.length === 0) yield* encodePaused(documents);
  else yield* encodeAll(guard(() => runStages(others, withoutPauses(documents), surroundings)));
}

function* encodePaused(documents: Iterable<Paused<Document>>): Generator<Paused<Uint8Array>> {
  for (const document of documents) yield document && encode(document);
}

/** A leading `$group` takes documents one by one, so that it can stop between them. */
function* groupFirst(
  spec: Document,
  others: Document[],
  source: Iterable<Paused<Document>>,
  surroundings: Surroundings,
  disk: DiskUse,
): Generator<Paused<Uint8Array>> {
  if (disk.groupsOnDisk) {
    yield* goOn(groupFromDisk(spec, source, surroundings), others, surroundings);
    return;
  }
  const grouping = guard(() => startGrouping(spec, surroundings));
  for (const document of source) {
    if (document === null) yield null;
    else guard(() => grouping.add(document));
  }
  yield* encodeAll(guard(() => runStages(others, grouping.results(), surroundings)));
}

function* encodeAll(documents: Iterable<Document>): Generator<Uint8Array> {
  const iterator = documents[Symbol.iterator]();
  for (;;) {
    const next = guard(() => iterator.next());
    if (next.done) return;
    yield encode(next.value);
  }
}

/** The documents that the stages run on; `size.left` bytes of them may be held at once. */
function* readSource(
  rest: Document[],
  query: Query,
  { environment, collection, documents }: PipelineInput,
  size: { left: number },
): Generator<Paused<Document>> {
  if (documents) yield* documents;
  if (!collection) return;
  const fields = fieldsLookedAt(rest);
  const reader = fields ? new FieldReader(fields) : null;
  const read = (bytes: Buffer) => {
    size.left -= reader ? Math.min(bytes.length, readBytes) : bytes.length;
    if (size.left < 0) throw heldTooMuch(environment.memory.held);
    // A whole document may refer to its bytes, which are good only for now.
    return reader ? reader.read(bytes) : decodePlain(copyOf(bytes));
  };
  yield* findAs(environment, collection, query, read);
}

/** About what the few fields of one document take. */
const readBytes = 100;

const heldTooMuch = (most: number) =>
  new StoreError(
    292,
    `Exceeded memory limit of ${most} bytes: the embedded store holds the input of ${holdingStages.join(', ')} in memory. Narrow the pipeline by a $match or a $project first, or give the store more memory`,
  );

/** Stages that need all of their input at once and do not go to disk. */
const holdingStages = [
  '$bucket',
  '$bucketAuto',
  '$densify',
  '$facet',
  '$fill',
  '$sample',
  '$setWindowFields',
];
const holdsInput = (stages: readonly Document[]) =>
  stages.some((stage) => holdingStages.some((name) => name in stage));

/** Takes `$match`, `$sort`, `$skip` and `$limit` off the head, as far as one query says the same. */
function leadingQuery(
  typed: readonly Document[],
  plain: readonly Document[],
  input: PipelineInput,
): { query: Query; rest: Document[] } {
  const query: Query = {
    filter: {},
    variables: input.variables,
    hint: input.hint,
    collation: input.collation,
    allowDiskUse: input.allowDiskUse,
  };
  let taken = 0;
  for (const stage of input.documents ? [] : typed) {
    if (isObject(stage['$match']) && !query.sort && !query.skip && !query.limit) {
      query.filter =
        Object.keys(query.filter).length === 0 ? stage['$match'] : { $and: [query.filter, stage['$match']] };
    } else if (isObject(stage['$sort']) && !query.sort && !query.skip && !query.limit)
      query.sort = stage['$sort'];
    else if (isNumeric(stage['$skip']) && !query.skip && !query.limit) query.skip = toNumber(stage['$skip']);
    else if (isNumeric(stage['$limit']) && !query.limit) query.limit = toNumber(stage['$limit']);
    else break;
    taken += 1;
  }
  return { query, rest: plain.slice(taken) };
}

interface CountShape {
  id: unknown;
  withId: boolean;
  field: string;
}

/** `$count`, or `$group` of all into one document that counts: what drivers send for `countDocuments`. */
function countOnly(rest: readonly Document[]): CountShape | null {
  if (rest.length !== 1) return null;
  const [stage] = rest;
  if (typeof stage!['$count'] === 'string') return { id: null, withId: false, field: stage!['$count'] };
  const group = stage!['$group'];
  if (!isObject(group)) return null;
  const { _id: id, ...fields } = group;
  const [[field, accumulator] = ['', null], ...others] = Object.entries(fields);
  const constant = id === null || typeof id === 'number';
  if (!constant || others.length > 0 || !isObject(accumulator)) return null;
  const counts = accumulator['$sum'] === 1 || isObject(accumulator['$count']);
  return counts ? { id, withId: true, field } : null;
}

function* countResult(
  steps: Generator<null, number>,
  { id, withId, field }: CountShape,
): Generator<Paused<Uint8Array>> {
  const count = yield* steps;
  if (count > 0) yield encode(withId ? { _id: id, [field]: count } : { [field]: count });
}

/** A `$project` that only takes whole fields works on stored bytes. */
function wholeProjection(stage: Document): RecordProjection | null {
  const spec = stage['$project'];
  return isObject(spec) ? wholeFields(spec) : null;
}

function wholeFields(spec: Document): RecordProjection | null {
  const included = Object.entries(spec).filter(([path]) => path !== '_id');
  const simple =
    included.length > 0 &&
    included.every(
      ([path, value]) => (value === 1 || value === true) && !path.includes('.') && !path.startsWith('$'),
    ) &&
    (!('_id' in spec) || typeof spec['_id'] === 'number' || typeof spec['_id'] === 'boolean');
  if (!simple) return null;
  const names = included.map(([path]) => path);
  const withId = !('_id' in spec) || spec['_id'] === 1 || spec['_id'] === true;
  return { kind: 'fields', selection: new FieldSelection(withId ? ['_id', ...names] : names) };
}

/** The top-level fields that a pipeline looks at, known if its first stage makes documents anew; null: all. */
function fieldsLookedAt(rest: readonly Document[]): Set<string> | null {
  const spec = rest[0]?.['$group'];
  if (!isObject(spec)) return null;
  const fields = new Set<string>();
  return collectFields(spec, fields) ? fields : null;
}

function collectFields(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (expression.startsWith('$$')) return false;
    fields.add(expression.slice(1).split('.')[0]!);
    return true;
  }
  if (Array.isArray(expression)) return expression.every((one) => collectFields(one, fields));
  return !isObject(expression) || Object.values(expression).every((one) => collectFields(one, fields));
}
