import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EJSON } from 'bson';
import { Catalog, splitNamespace } from '../storage/catalog.js';
import type { Collection } from '../storage/collection.js';
import { copyEnvironment, openEnvironment } from '../storage/environment.js';
import { toExtendedJson } from './extended-json.js';
import { ToolRefusal } from './tool.js';

/** What was exported or imported. */
export interface Moved {
  collections: number;
  documents: number;
}

/**
 * Writes every collection as `FOLDER/database/collection.json`, a document of canonical Extended JSON a line, which
 * `mongoimport` reads, and its options and indexes beside it as `collection.metadata.json`. It is one moment's state:
 * the store may be running. Throws ToolRefusal.
 */
export async function exportAll(data: string, folder: string): Promise<Moved> {
  if (!existsSync(join(data, 'data.mdb'))) throw new ToolRefusal(`${data} holds no data of a store`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ToolRefusal(`${folder} is not empty: give a new folder`);
  const snapshot = mkdtempSync(join(tmpdir(), 'store-export-'));
  try {
    await copyEnvironment(data, snapshot);
    const environment = openEnvironment(snapshot);
    try {
      const moved: Moved = { collections: 0, documents: 0 };
      for (const collection of new Catalog(environment).all()) {
        moved.documents += await exportCollection(collection, folder);
        moved.collections += 1;
      }
      return moved;
    } finally {
      await environment.close();
    }
  } finally {
    rmSync(snapshot, { recursive: true, force: true });
  }
}

async function exportCollection(collection: Collection, folder: string): Promise<number> {
  const { database, collection: name } = splitNamespace(collection.namespace);
  // Names may hold what file names may not.
  const path = join(folder, encodeURIComponent(database), encodeURIComponent(name));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const metadata = {
    collectionName: name,
    type: collection.view ? 'view' : 'collection',
    options: collection.options,
    indexes: collection.indexes.map(({ definition }) => definition.spec),
  };
  writeFileSync(`${path}.metadata.json`, EJSON.stringify(metadata, { relaxed: false }), { mode: 0o600 });
  if (collection.view) return 0;
  const file = createWriteStream(`${path}.json`, { mode: 0o600 });
  let count = 0;
  for (const { bytes } of collection.scan()) {
    count += 1;
    if (!file.write(`${toExtendedJson(bytes)}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return count;
}
