import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import { isObject, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { prepareDocument } from '../commands/insert.js';
import { parseIndex } from '../indexes/definition.js';
import { openStore, type Store } from '../store.js';
import { fromExtendedJson } from './extended-json.js';
import type { Moved } from './export.js';
import { ToolRefusal } from './tool.js';

const documentsTogether = 1000;

/**
 * Reads what `export` or `mongoexport` wrote: `FOLDER/database/collection.json`, with or without the metadata beside it.
 * A collection that is there already is refused before anything is read. Throws ToolRefusal, FolderHeld.
 */
export async function importAll(folder: string, data: string): Promise<Moved> {
  const files = filesIn(folder);
  if (files.length === 0) throw new ToolRefusal(`${folder} holds no database/collection.json`);
  const store = openStore(data);
  try {
    for (const { namespace } of files) {
      if (store.catalog.find(namespace))
        throw new ToolRefusal(
          `the collection ${namespace} is there already: drop it first, or take another folder`,
        );
    }
    const moved: Moved = { collections: 0, documents: 0 };
    for (const file of files) {
      moved.documents += await importCollection(store, file);
      moved.collections += 1;
    }
    return moved;
  } finally {
    await store.close();
  }
}

interface ExportedFile {
  namespace: string;
  /** Path without its ending. */
  path: string;
}

function filesIn(folder: string): ExportedFile[] {
  if (!existsSync(folder)) throw new ToolRefusal(`${folder} is not there`);
  const found = new Map<string, ExportedFile>();
  for (const database of readdirSync(folder)) {
    const inside = join(folder, database);
    if (!statSync(inside).isDirectory()) continue;
    for (const name of readdirSync(inside)) {
      const collection = /^(.+?)(\.metadata)?\.json$/.exec(name)?.[1];
      if (collection === undefined) continue;
      const namespace = `${decodeURIComponent(database)}.${decodeURIComponent(collection)}`;
      found.set(namespace, { namespace, path: join(inside, collection) });
    }
  }
  return [...found.values()];
}

async function importCollection(store: Store, { namespace, path }: ExportedFile): Promise<number> {
  const { options, indexes } = metadataOf(`${path}.metadata.json`);
  await store.writer.run(() => store.catalog.create(namespace, options));
  let count = 0;
  if (existsSync(`${path}.json`)) {
    const lines = createInterface({ input: createReadStream(`${path}.json`), crlfDelay: Infinity });
    let batch: Buffer[] = [];
    let line = 0;
    for await (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      batch.push(documentOf(text, `${path}.json line ${line}`));
      if (batch.length < documentsTogether) continue;
      count += await insertAll(store, namespace, batch);
      batch = [];
    }
    count += await insertAll(store, namespace, batch);
  }
  await store.writer.run(() => {
    const collection = store.catalog.find(namespace)!;
    for (const spec of indexes) {
      const definition = parseIndex(spec);
      if (definition.name !== '_id_') collection.addIndex(definition, store.catalog.newId());
    }
  });
  return count;
}

function metadataOf(path: string): { options: Document; indexes: Document[] } {
  if (!existsSync(path)) return { options: {}, indexes: [] };
  const parsed: unknown = EJSON.parse(readFileSync(path, 'utf8'), { relaxed: false });
  const { options, indexes } = isObject(parsed) ? parsed : {};
  return {
    options: isObject(options) ? options : {},
    indexes: Array.isArray(indexes) ? indexes.filter(isObject) : [],
  };
}

function documentOf(line: string, place: string): Buffer {
  try {
    const prepared = prepareDocument(fromExtendedJson(line));
    if (prepared instanceof StoreError) throw prepared;
    return prepared;
  } catch (error) {
    throw new ToolRefusal(`${place}: ${(error as Error).message}`);
  }
}

async function insertAll(store: Store, namespace: string, documents: readonly Buffer[]): Promise<number> {
  if (documents.length === 0) return 0;
  await store.writer.run(() => {
    const collection = store.catalog.find(namespace)!;
    // They were valid where they come from, or kept there nevertheless.
    for (const bytes of documents) collection.insert(bytes, true);
  });
  return documents.length;
}
