import { StoreError } from '../errors.js';
import { runPipeline, type PipelineInput } from '../aggregation/pipeline.js';
import { decodePlain, isObject, type Document } from '../bson/values.js';
import { withoutPauses, type Paused } from '../query/pauses.js';
import type { Collection } from '../storage/collection.js';
import type { Store } from '../store.js';
import { collationOf, flagArgument, variablesOf } from './arguments.js';

/** A view on a view on a view…: MongoDB stops here too. */
const deepestView = 20;

/** What a name stands for: a collection (if it is there) and the stages of the views between. */
export interface Source {
  collection: Collection | undefined;
  stages: Document[];
}

/** Follows views down to a collection. Throws ViewDepthLimitExceeded, for views on themselves too. */
export function sourceOf(store: Store, database: string, name: string): Source {
  let collection = store.catalog.find(`${database}.${name}`);
  let stages: Document[] = [];
  for (let depth = 0; collection?.view; depth += 1) {
    if (depth === deepestView)
      throw new StoreError(
        165,
        `View depth too deep or view cycle detected; maximum depth is ${deepestView}`,
      );
    stages = [...collection.view.pipeline, ...stages];
    collection = store.catalog.find(`${database}.${collection.view.on}`);
  }
  return { collection, stages };
}

/** Runs stages over a collection or a view. */
export function runOver(
  store: Store,
  database: string,
  name: string,
  stages: readonly Document[],
  command: Document,
): Iterable<Paused<Uint8Array>> {
  const { collection, stages: above } = sourceOf(store, database, name);
  return runPipeline([...above, ...stages], inputFor(store, database, collection, command));
}

/** What a command's pipeline runs on. */
export function inputFor(
  store: Store,
  database: string,
  collection: Collection | undefined,
  command: Document,
): PipelineInput {
  const hint = command['hint'];
  return {
    environment: store.environment,
    collection,
    other: (name) => documentsOf(store, database, name),
    variables: variablesOf(command),
    hint: isObject(hint) && Object.keys(hint).length === 0 ? undefined : hint,
    collation: collationOf(command, collection),
    allowDiskUse: command['allowDiskUse'] === undefined || flagArgument(command, 'allowDiskUse'),
  };
}

/** Another collection is held in memory whole. */
const joinedBytes = 100 * 1024 * 1024;

const joinedTooMuch = (name: string) =>
  new StoreError(
    292,
    `Exceeded memory limit of ${joinedBytes} bytes: the embedded store holds the collection '${name}' in memory to join it`,
  );

function* documentsOf(store: Store, database: string, name: string): Generator<Document> {
  const { collection, stages } = sourceOf(store, database, name);
  if (stages.length === 0) {
    let held = 0;
    for (const { bytes } of collection?.scan() ?? []) {
      held += bytes.length;
      if (held > joinedBytes) throw joinedTooMuch(name);
      yield decodePlain(bytes);
    }
    return;
  }
  const results = runPipeline(stages, inputFor(store, database, collection, {}));
  for (const bytes of withoutPauses(results)) yield decodePlain(bytes);
}

/** Refuses to write to a view. */
export function checkNotView(store: Store, namespace: string): void {
  if (store.catalog.find(namespace)?.view)
    throw new StoreError(166, `Namespace ${namespace} is a view, not a collection`);
}
