import { compileExpression } from '../aggregation/expression.js';
import { FieldSelection } from '../bson/bytes.js';
import { decode, encode, toPlain, type Document } from '../bson/values.js';
import type { StoredRecord } from '../storage/collection.js';
import type { Query } from './access.js';
import type { Paused } from './pauses.js';
import { compileProjection, wholeFieldsOf, type Projection } from './projection.js';

/** How stored documents become answers: as they are, some of their bytes, or decoded and projected. */
export type RecordProjection =
  { kind: 'all' } | { kind: 'fields'; selection: FieldSelection } | { kind: 'computed'; project: Projection };

/** Chooses the cheapest way to apply `find`'s projection. */
export function compileRecordProjection(
  spec: Document,
  { filter, variables = {}, collation }: Query,
): RecordProjection {
  if (Object.keys(spec).length === 0) return { kind: 'all' };
  const whole = wholeFieldsOf(spec);
  if (whole) return { kind: 'fields', selection: new FieldSelection(whole) };
  const compute = (expression: unknown) => {
    const evaluate = compileExpression(toPlain(expression), variables, collation);
    return (document: Document) => evaluate(toPlain(document) as Document);
  };
  return { kind: 'computed', project: compileProjection(spec, { compute, find: { filter, collation } }) };
}

export function* projectRecords(
  records: Iterable<Paused<StoredRecord>>,
  projection: RecordProjection,
): Generator<Paused<Uint8Array>> {
  for (const stored of records) yield stored && projectBytes(stored.bytes, projection);
}

export function projectBytes(bytes: Buffer, projection: RecordProjection): Uint8Array {
  switch (projection.kind) {
    case 'all':
      return bytes;
    case 'fields':
      return projection.selection.select(bytes);
    case 'computed':
      return encode(projection.project(decode(bytes)));
  }
}
