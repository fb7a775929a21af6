import { findRecords } from '../query/access.js';
import type { Catalog } from '../storage/catalog.js';
import type { Environment } from '../storage/environment.js';
import type { Writer } from '../storage/writer.js';

const reapMilliseconds = 60_000;
/** Documents removed in one transaction, so that others are not kept waiting. */
const reapedTogether = 1000;

interface Parts {
  environment: Environment;
  catalog: Catalog;
  writer: Writer;
}

/** Every minute removes what TTL indexes say has expired, as MongoDB does, and tidies up after dead readers. Returns the stop. */
export function startReaper(parts: Parts): () => void {
  let stopped = false;
  const timer = setInterval(() => {
    parts.environment.forgetDeadReaders();
    void reapExpired(parts, new Date(), () => stopped).catch(() => undefined);
  }, reapMilliseconds).unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** One round: gives the number of documents removed. A failed round is left to the next. */
export async function reapExpired(parts: Parts, now: Date, stopped = () => false): Promise<number> {
  let removed = 0;
  for (const { namespace, indexes } of parts.catalog.all()) {
    for (const { definition } of indexes) {
      if (definition.expireAfterSeconds === null) continue;
      const before = new Date(now.getTime() - definition.expireAfterSeconds * 1000);
      const filter = { [definition.fields[0]!.path]: { $lt: before }, ...definition.partialFilter };
      for (let together = reapedTogether; together === reapedTogether && !stopped(); removed += together) {
        together = await parts.writer.run(() => removeMatching(parts, namespace, filter));
      }
    }
  }
  return removed;
}

function removeMatching(
  { environment, catalog }: Parts,
  namespace: string,
  filter: Record<string, unknown>,
): number {
  const collection = catalog.find(namespace);
  if (!collection) return 0;
  const expired = [...findRecords(environment, collection, { filter, limit: reapedTogether })];
  for (const { record, bytes } of expired) collection.remove(record, bytes);
  return expired.length;
}
