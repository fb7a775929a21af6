import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Binary, Long } from 'bson';
import { StoreError } from '../errors.js';
import { checkStages } from '../aggregation/stages.js';
import { splitWriteStage } from '../aggregation/write-stage.js';
import { compareValues } from '../bson/order.js';
import { encode, isObject, isTrue, toNumber, toPlain, type Document } from '../bson/values.js';
import { parseCollation, wholeCollation } from '../bson/collation.js';
import { compileFilter } from '../query/filter.js';
import { splitNamespace } from '../storage/catalog.js';
import { compileValidation } from '../storage/validation.js';
import type { Collection } from '../storage/collection.js';
import { documentArgument, flagArgument, namespaceOf, numberArgument } from './arguments.js';
import type { Command, Context } from './context.js';
import { defaultFirstBatch } from './cursors.js';

/** Options of `create` that make another kind of collection, which is not served. */
const refusedCreateOptions = ['timeseries', 'clusteredIndex', 'expireAfterSeconds', 'encryptedFields'];
/** Options that are kept, listed and heeded. */
const keptCreateOptions = [
  'capped',
  'size',
  'max',
  'viewOn',
  'pipeline',
  'validator',
  'validationLevel',
  'validationAction',
];
const ignoredCreateOptions = [
  'create',
  'collation',
  '$db',
  'lsid',
  'writeConcern',
  'comment',
  '$readPreference',
  '$clusterTime',
  'autoIndexId',
  'maxTimeMS',
  'storageEngine',
  'indexOptionDefaults',
  'changeStreamPreAndPostImages',
  'flags',
];

/** `create`: a collection, capped or with a validator, or a view. */
export const create: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['create'], 'create');
  for (const option of refusedCreateOptions) {
    const value = command[option];
    if (isObject(value) ? Object.keys(value).length > 0 : isTrue(value)) {
      throw new StoreError(238, `create's '${option}' is not served (embedded store)`);
    }
  }
  for (const option of Object.keys(command)) {
    if (![...ignoredCreateOptions, ...keptCreateOptions, ...refusedCreateOptions].includes(option)) {
      throw new StoreError(40415, `BSON field 'create.${option}' is an unknown field.`);
    }
  }
  const options = collectionOptions(command, database);
  return store.writer.run(() => {
    const there = store.catalog.find(namespace);
    if (!there) {
      store.catalog.create(namespace, options);
      return {};
    }
    // Creating what is there with the same options is no error, since MongoDB 7.0.
    if (compareValues(toPlain(there.options), toPlain(options)) === 0) return {};
    throw new StoreError(48, `namespace ${namespace} already exists, but with different options`);
  });
};

/** The options to keep, checked. */
function collectionOptions(command: Document, database: string): Document {
  const options: Document = {};
  for (const option of keptCreateOptions) {
    const value = command[option];
    if (value !== undefined && value !== null && value !== false) options[option] = value;
  }
  const collation = parseCollation(command['collation']);
  if (collation) options['collation'] = wholeCollation(collation.spec);
  if ('capped' in options) {
    if (!('size' in options)) throw new StoreError(72, "the 'size' field is required when 'capped' is true");
  } else if ('max' in options || ('size' in options && toNumber(options['size']) > 0)) {
    throw new StoreError(
      72,
      "the 'capped' field needs to be true when either the 'size' or 'max' fields are present",
    );
  }
  if ('viewOn' in options) {
    if (typeof options['viewOn'] !== 'string' || options['viewOn'] === '')
      throw new StoreError(2, "'viewOn' cannot be empty");
    if (collation) throw new StoreError(238, 'Views with a collation are not served (embedded store)');
    const { write, reading } = splitWriteStage((options['pipeline'] ?? []) as Document[], database);
    if (write) throw new StoreError(167, '$out and $merge are not allowed in a view');
    checkStages(toPlain(reading));
  } else if ('pipeline' in options)
    throw new StoreError(72, "'pipeline' requires 'viewOn' to also be specified");
  compileValidation(options, collation);
  return options;
}

/** `drop`. */
export const drop: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['drop'], 'drop');
  return store.writer.run(() => {
    const collection = store.catalog.find(namespace);
    if (!collection) return { ns: namespace };
    const nIndexesWas = collection.indexes.length;
    store.catalog.drop(collection);
    return { nIndexesWas, ns: namespace };
  });
};

/** `dropDatabase`. */
export const dropDatabase: Command = ({ database }, { store }) =>
  store.writer.run(() => {
    const collections = store.catalog.inDatabase(database);
    for (const collection of collections) store.catalog.drop(collection);
    return collections.length > 0 ? { dropped: database } : {};
  });

/** `renameCollection`, sent to `admin` with full namespaces. */
export const renameCollection: Command = ({ command }, { store }) => {
  const { renameCollection: from, to } = command;
  if (typeof from !== 'string' || typeof to !== 'string') {
    throw new StoreError(14, "BSON field 'renameCollection' needs the strings of two namespaces");
  }
  return store.writer.run(() => {
    const source = store.catalog.find(from);
    if (!source) throw new StoreError(26, `Source collection ${from} does not exist`);
    if (from === to) throw new StoreError(20, "Can't rename a collection to itself");
    const target = store.catalog.find(to);
    if (target && !flagArgument(command, 'dropTarget')) throw new StoreError(48, 'target namespace exists');
    if (target) store.catalog.drop(target);
    store.catalog.rename(source, to);
    return {};
  });
};

/** `listDatabases`. */
export const listDatabases: Command = ({ command }, { store }) => {
  const sizes = new Map<string, number>();
  for (const { namespace, counters } of store.catalog.all()) {
    const { database } = splitNamespace(namespace);
    sizes.set(database, (sizes.get(database) ?? 0) + counters.bytes);
  }
  const filter = compileFilter(documentArgument(command, 'filter'));
  const databases = [...sizes]
    .map(([name, bytes]) => ({ name, sizeOnDisk: Long.fromNumber(bytes), empty: false }))
    .filter((database) => filter.matches(database));
  if (flagArgument(command, 'nameOnly')) return { databases: databases.map(({ name }) => ({ name })) };
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  return {
    databases,
    totalSize: Long.fromNumber(total),
    totalSizeMb: Long.fromNumber(Math.round(total / 2 ** 20)),
  };
};

/** `listCollections`. */
export const listCollections: Command = ({ command, database }, { store }) => {
  const filter = compileFilter(documentArgument(command, 'filter'));
  const nameOnly = flagArgument(command, 'nameOnly');
  const described = store.catalog.inDatabase(database).map(describeCollection).filter(filter.matches);
  const results = described.map((entry) =>
    encode(nameOnly ? { name: entry['name'], type: entry['type'] } : entry),
  );
  return store.cursors.open(`${database}.$cmd.listCollections`, results, {
    batchSize: numberArgument(documentArgument(command, 'cursor'), 'batchSize') ?? defaultFirstBatch,
  });
};

function describeCollection({ namespace, options, uuid, indexes, view }: Collection): Document {
  if (view) {
    return {
      name: splitNamespace(namespace).collection,
      type: 'view',
      options: { ...options, pipeline: view.pipeline },
      info: { readOnly: true },
    };
  }
  return {
    name: splitNamespace(namespace).collection,
    type: 'collection',
    options,
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: indexes[0]!.definition.spec,
  };
}

/** `collStats`. */
export const collStats: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['collStats'], 'collStats');
  const scale = toNumber(command['scale'] ?? 1);
  return { ns: namespace, ...collectionStatistics(store.catalog.find(namespace), scale) };
};

/** A collection's counts and sizes, in units of `scale` bytes. */
export function collectionStatistics(collection: Collection | undefined, scale: number): Document {
  const { documents = 0, bytes = 0 } = collection?.counters ?? {};
  return {
    size: Math.floor(bytes / scale),
    count: documents,
    ...(documents > 0 ? { avgObjSize: Math.floor(bytes / documents) } : {}),
    storageSize: Math.floor(bytes / scale),
    nindexes: collection?.indexes.length ?? 0,
    indexSizes: Object.fromEntries((collection?.indexes ?? []).map(({ definition }) => [definition.name, 0])),
    totalIndexSize: 0,
    scaleFactor: scale,
    capped: isTrue(collection?.options['capped']),
  };
}

/** `dbStats`. */
export const dbStats: Command = ({ command, database }, context) => {
  const scale = toNumber(command['scale'] ?? 1);
  const collections = context.store.catalog.inDatabase(database);
  const sum = (of: (collection: Collection) => number) =>
    collections.reduce((total, one) => total + of(one), 0);
  const objects = sum(({ counters }) => counters.documents);
  const dataSize = sum(({ counters }) => counters.bytes);
  return {
    db: database,
    collections: collections.filter(({ view }) => !view).length,
    views: collections.filter(({ view }) => view).length,
    objects: Long.fromNumber(objects),
    avgObjSize: objects > 0 ? dataSize / objects : 0,
    dataSize: dataSize / scale,
    storageSize: dataSize / scale,
    indexes: sum(({ indexes }) => indexes.length),
    indexSize: 0,
    totalSize: dataSize / scale,
    scaleFactor: scale,
    fsUsedSize: fileSize(context) / scale,
  };
};

function fileSize({ store }: Context): number {
  try {
    return statSync(join(store.folder, 'data.mdb')).size;
  } catch {
    return 0;
  }
}
