import type { Options } from 'mingo/types';
import { valueIdentity } from '../bson/identity.js';
import { compareValues } from '../bson/order.js';
import type { Document } from '../bson/values.js';
import { compileSort } from '../query/sort.js';
import { collationIn } from './collation.js';
import { evalExpr } from './mingo.js';

export interface Partition {
  key: unknown;
  documents: Document[];
}

/** Documents by the value of an expression (undefined: all together), in its order; each partition's as they came. */
export function partition(documents: Iterable<Document>, by: unknown, options: Options): Partition[] {
  const collation = collationIn(options);
  const identityOf = valueIdentity(collation);
  const partitions = new Map<string, Partition>();
  for (const document of documents) {
    const key =
      by === undefined ? null : ((evalExpr(document as never, by as never, options) as unknown) ?? null);
    const identity = identityOf(key);
    const found = partitions.get(identity);
    if (found) found.documents.push(document);
    else partitions.set(identity, { key, documents: [document] });
  }
  return [...partitions.values()].sort((a, b) => compareValues(a.key, b.key, collation));
}

export interface Ordered {
  documents: Document[];
  /** For each document, whether it is equal to the one before by the sort. */
  tied: boolean[];
}

/** Sorts documents; undefined: leaves them as they are, none tied. */
export function order(documents: Document[], spec: Document | undefined, options: Options): Ordered {
  if (!spec) return { documents, tied: documents.map(() => false) };
  const { keyOf, compare } = compileSort(spec, collationIn(options));
  const sorted = documents
    .map((document, place) => ({ key: keyOf(document), place, document }))
    .sort(compare);
  return {
    documents: sorted.map(({ document }) => document),
    tied: sorted.map(
      (one, at) => at > 0 && compare({ ...sorted[at - 1]!, place: 0 }, { ...one, place: 0 }) === 0,
    ),
  };
}
