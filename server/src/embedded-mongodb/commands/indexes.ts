import { StoreError } from '../errors.js';
import { encode, isObject } from '../bson/values.js';
import { compareValues } from '../bson/order.js';
import {
  parseIndex,
  sameCollation,
  sameKey,
  sameOptions,
  type IndexDefinition,
} from '../indexes/definition.js';
import type { Index } from '../indexes/index.js';
import type { Collection } from '../storage/collection.js';
import { documentArgument, listArgument, namespaceOf, numberArgument } from './arguments.js';
import type { Command } from './context.js';
import { defaultFirstBatch } from './cursors.js';

/** `createIndexes`: all of them or none, over the documents that are there. */
export const createIndexes: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['createIndexes'], 'createIndexes');
  // An index compares as its collection does, unless it says otherwise.
  const inherited = store.catalog.find(namespace)?.options['collation'];
  const definitions = listArgument(command, 'indexes').map((raw) =>
    parseIndex(inherited && isObject(raw) ? { collation: inherited, ...raw } : raw),
  );
  if (definitions.length === 0) throw new StoreError(2, 'Must specify at least one index to create');
  return store.writer.run(() => {
    const existed = store.catalog.find(namespace) !== undefined;
    const collection = store.catalog.findOrCreate(namespace);
    const before = collection.indexes.length;
    const made: Index[] = [];
    try {
      for (const definition of definitions) {
        if (alreadyThere(collection, definition)) continue;
        collection.addIndex(definition, store.catalog.newId());
        made.push(collection.indexes.at(-1)!);
      }
    } catch (error) {
      for (const index of made) collection.dropIndex(index);
      throw error;
    }
    return {
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !existed,
      ...noteOn(made),
    };
  });
};

/** What its creator should know. */
function noteOn(made: readonly Index[]): { note?: string } {
  if (made.length === 0) return { note: 'all indexes already exist' };
  const hashed = made.some(({ definition }) =>
    Object.values(definition.spec['key'] as object).includes('hashed'),
  );
  return hashed ? { note: 'hashed indexes are kept as plain ones (embedded store)' } : {};
}

/** True if the index is there; throws if another is in its way. */
function alreadyThere(collection: Collection, definition: IndexDefinition): boolean {
  for (const { definition: held } of collection.indexes) {
    if (held.name === '_id_' && sameKey(held, definition)) return true;
    const same = sameKey(held, definition) && sameCollation(held, definition);
    if (held.name === definition.name) {
      if (!same) {
        throw new StoreError(
          86,
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show(definition)}, existing index: ${show(held)}`,
        );
      }
      if (sameOptions(held, definition)) return true;
      throw new StoreError(
        85,
        `An equivalent index already exists with the same name but different options. Requested index: ${show(definition)}, existing index: ${show(held)}`,
      );
    }
    if (
      same &&
      compareValues(held.partialFilter, definition.partialFilter) === 0 &&
      held.unique === definition.unique &&
      held.sparse === definition.sparse &&
      sameCollation(held, definition)
    ) {
      throw new StoreError(85, `Index already exists with a different name: ${held.name}`);
    }
  }
  return false;
}

const show = ({ spec }: IndexDefinition) => JSON.stringify(spec).replaceAll('"', '');

/** `listIndexes`. */
export const listIndexes: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['listIndexes'], 'listIndexes');
  const collection = store.catalog.find(namespace);
  if (!collection) throw new StoreError(26, `ns does not exist: ${namespace}`);
  const specs = collection.indexes.map(({ definition }) => encode(definition.spec));
  return store.cursors.open(namespace, specs, {
    batchSize: numberArgument(documentArgument(command, 'cursor'), 'batchSize') ?? defaultFirstBatch,
  });
};

/** `dropIndexes`: by name, by key, by a list of names, or all but `_id`'s with `*`. */
export const dropIndexes: Command = ({ command, database, name }, { store }) => {
  const namespace = namespaceOf(database, command[name], name);
  const target = command['index'];
  return store.writer.run(() => {
    const collection = store.catalog.find(namespace);
    if (!collection) throw new StoreError(26, `ns not found ${namespace}`);
    const before = collection.indexes.length;
    const dropped = indexesNamed(collection, target);
    for (const index of dropped) collection.dropIndex(index);
    return {
      nIndexesWas: before,
      ...(target === '*' ? { msg: 'non-_id indexes dropped for collection' } : {}),
    };
  });
};

function indexesNamed(collection: Collection, target: unknown): Index[] {
  if (target === '*') return collection.indexes.filter(({ definition }) => definition.name !== '_id_');
  const targets = Array.isArray(target) ? (target as unknown[]) : [target];
  return targets.map((one) => {
    const found = collection.indexes.find(({ definition }) =>
      typeof one === 'string'
        ? definition.name === one
        : isObject(one) && compareValues(definition.spec['key'], one) === 0,
    );
    if (!found) {
      throw new StoreError(
        27,
        typeof one === 'string'
          ? `index not found with name [${one}]`
          : `can't find index with key: ${JSON.stringify(one)}`,
      );
    }
    if (found.definition.name === '_id_') throw new StoreError(72, 'cannot drop _id index');
    return found;
  });
}
