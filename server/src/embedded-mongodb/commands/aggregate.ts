import { hostname } from 'node:os';
import { Long } from 'bson';
import { StoreError } from '../errors.js';
import { compileExpression } from '../aggregation/expression.js';
import { runPipeline } from '../aggregation/pipeline.js';
import { splitWriteStage, type WriteStage } from '../aggregation/write-stage.js';
import { isObject, toPlain, type Document } from '../bson/values.js';
import { withoutPauses, type Paused } from '../query/pauses.js';
import type { Store } from '../store.js';
import { collectionStatistics } from './administration.js';
import { countArgument, deadlineOf, namespaceOf, variablesOf } from './arguments.js';
import type { Command } from './context.js';
import { defaultFirstBatch } from './cursors.js';
import { inputFor, sourceOf } from './views.js';
import { writeMerge, writeOut } from './write-results.js';

/** `aggregate`, over a collection, a view, or a database (`$documents`, `$listLocalSessions`). */
export const aggregate: Command = ({ command, database }, { store }) => {
  const cursor = command['cursor'];
  if (!isObject(cursor)) {
    throw new StoreError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const batchSize = countArgument(cursor, 'batchSize') ?? defaultFirstBatch;
  const pipeline = command['pipeline'];
  if (!Array.isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array");
  const name = typeof command['aggregate'] === 'string' ? command['aggregate'] : null;
  const namespace = name === null ? `${database}.$cmd.aggregate` : namespaceOf(database, name, 'aggregate');
  const { reading, write } = splitWriteStage(pipeline as Document[], database);
  if (!write)
    return store.cursors.open(namespace, results(store, database, name, reading, command), {
      batchSize,
      deadline: deadlineOf(command),
    });
  // Checked by running it over nothing, so that what is wrong is refused before the writer's turn.
  const read = () => withoutPauses(results(store, database, name, reading, command));
  return store.writer
    .run(() => writeResults(store, write, read(), variablesOf(command)))
    .then(() => store.cursors.open(namespace, [], { batchSize }));
};

function writeResults(
  store: Store,
  write: WriteStage,
  documents: Iterable<Uint8Array>,
  variables: Document,
): void {
  if (write.kind === 'out') writeOut(store, write, documents);
  else writeMerge(store, write, documents, variables);
}

function results(
  store: Store,
  database: string,
  name: string | null,
  pipeline: Document[],
  command: Document,
): Iterable<Paused<Uint8Array>> {
  const [first, ...others] = pipeline;
  const [stage = ''] = isObject(first) ? Object.keys(first) : [];
  const make = Object.hasOwn(sources, stage) ? sources[stage] : undefined;
  if (make) {
    const documents = make({ store, database, name, spec: first![stage], command });
    return runPipeline(others, { ...inputFor(store, database, undefined, command), documents });
  }
  if (name === null) {
    throw new StoreError(
      73,
      `{aggregate: 1} is not valid for '${stage || 'an empty pipeline'}'; a collection is required.`,
    );
  }
  const { collection, stages } = sourceOf(store, database, name);
  return runPipeline([...stages, ...pipeline], inputFor(store, database, collection, command));
}

interface SourceRequest {
  store: Store;
  database: string;
  name: string | null;
  spec: unknown;
  command: Document;
}

/** First stages that make documents instead of reading a collection's. */
const sources: Readonly<Record<string, (request: SourceRequest) => Document[]>> = {
  $documents: ({ name, spec, command }) => {
    if (name !== null) throw new StoreError(73, "'$documents' can only be run with {aggregate: 1}");
    const documents = compileExpression(toPlain(spec), variablesOf(command))({});
    if (!Array.isArray(documents) || !documents.every(isObject))
      throw new StoreError(5858203, 'error during evaluation of $documents: it must be an array of objects');
    return documents;
  },
  $listLocalSessions: ({ store, name }) => {
    if (name !== null) throw new StoreError(73, "'$listLocalSessions' can only be run with {aggregate: 1}");
    return store.sessions.list();
  },
  $collStats: ({ store, database, name, spec }) => {
    if (name === null)
      throw new StoreError(73, '{aggregate: 1} is not valid for $collStats; a collection is required.');
    const namespace = `${database}.${name}`;
    const collection = store.catalog.find(namespace);
    if (!collection) throw new StoreError(26, `Collection [${namespace}] not found.`);
    const asked = isObject(spec) ? spec : {};
    return [
      {
        ns: namespace,
        host: hostname(),
        localTime: new Date(),
        ...('storageStats' in asked ? { storageStats: collectionStatistics(collection, 1) } : {}),
        ...('count' in asked ? { count: Long.fromNumber(collection.counters.documents) } : {}),
      },
    ];
  },
};
