import type { Options } from 'mingo/types';
import { copyOf } from '../storage/collection.js';
import { sizeInMemory } from '../bson/size.js';
import { decodePlain, encode, type Document } from '../bson/values.js';
import type { ExternalSort } from '../query/external-sort.js';
import type { Paused } from '../query/pauses.js';
import { compileSort, keySize, type Keyed } from '../query/sort.js';
import { collationIn } from './collation.js';
import { diskUseOf, HeldTooMuch } from './disk-use.js';

interface KeyedDocument extends Keyed {
  document: Document;
}

/** `$sort` over documents that come out of other stages. What does not fit in memory goes to disk, if it may. */
export function* sortDocuments(
  documents: Iterable<Paused<Document>>,
  spec: Document,
  options: Options,
): Generator<Paused<Document>> {
  const collation = collationIn(options);
  const { keyOf, compare } = compileSort(spec, collation);
  const disk = diskUseOf(options);
  let onDisk: ExternalSort | null = null;
  let held: KeyedDocument[] = [];
  let size = 0;
  for (const document of documents) {
    if (document === null) {
      yield null;
      continue;
    }
    const key = keyOf(document);
    if (onDisk) {
      onDisk.add(key as Buffer, encode(document));
      continue;
    }
    held.push({ key, place: held.length, document });
    size += keySize(key) + sizeInMemory(document);
    if (!disk || size <= disk.most('sort')) continue;
    // Under a collation keys are no bytes.
    if (!disk.allowed || collation) throw new HeldTooMuch('$sort');
    onDisk = disk.newSort();
    for (const one of held) onDisk.add(one.key as Buffer, encode(one.document));
    held = [];
  }
  if (onDisk) for (const { value } of onDisk.sorted()) yield decodePlain(copyOf(value));
  else for (const { document } of held.sort(compare)) yield document;
}
