import { StoreError, typeMismatch, badValue } from '../errors.js';
import { compileExpression } from '../aggregation/expression.js';
import { parseCollation, type Collation } from '../bson/collation.js';
import type { Collection } from '../storage/collection.js';
import { isNumeric, isObject, isTrue, toNumber, toPlain, typeName, type Document } from '../bson/values.js';

/** `database.collection` of a command whose first field names a collection. Throws InvalidNamespace. */
export function namespaceOf(database: string, collection: unknown, command: string): string {
  if (typeof collection !== 'string') {
    throw new StoreError(73, `collection name has invalid type ${typeName(collection)} in ${command}`);
  }
  if (collection === '' || collection.includes('\0')) {
    throw new StoreError(73, `Invalid namespace specified '${database}.${collection}'`);
  }
  return `${database}.${collection}`;
}

export function documentArgument(command: Document, field: string): Document {
  const value = command[field];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    throw typeMismatch(
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    );
  }
  return value;
}

export function listArgument(command: Document, field: string): Document[] {
  const value = command[field];
  if (value === undefined)
    throw new StoreError(40414, `BSON field '${field}' is missing but a required field`);
  if (!Array.isArray(value)) {
    throw typeMismatch(`BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'array'`);
  }
  return value as Document[];
}

export function numberArgument(command: Document, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value)) {
    throw typeMismatch(
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double']`,
    );
  }
  return toNumber(value);
}

/** A count that may not be negative. */
export function countArgument(command: Document, field: string): number | undefined {
  const value = numberArgument(command, field);
  if (value !== undefined && value < 0) {
    throw new StoreError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`);
  }
  return value;
}

/** When a command must have ended, by `maxTimeMS`, in milliseconds of `performance.now`. */
export function deadlineOf(command: Document): number {
  const most = countArgument(command, 'maxTimeMS') ?? 0;
  return most > 0 ? performance.now() + most : Infinity;
}

export const flagArgument = (command: Document, field: string) => isTrue(command[field]);

/** How a command compares texts: its own `collation`, else its collection's; null for by bytes. */
export function collationOf(holder: Document, collection: Collection | undefined): Collation | null {
  const own = holder['collation'];
  if (isObject(own) && Object.keys(own).length === 0) return collection?.collation ?? null;
  return own === undefined || own === null ? (collection?.collation ?? null) : parseCollation(own);
}

/** The values of `let`: constant expressions, evaluated once. */
export function variablesOf(command: Document): Document {
  const variables: Document = {};
  for (const [name, expression] of Object.entries(documentArgument(command, 'let'))) {
    variables[name] = compileExpression(toPlain(expression), {})({});
  }
  return variables;
}

/** Refuses what only a replica set can do, as a standalone mongod does. */
export function checkStandalone(command: Document): void {
  if ('startTransaction' in command || 'autocommit' in command || 'txnNumber' in command) {
    throw new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const concern = command['writeConcern'];
  if (isObject(concern)) {
    const w = concern['w'];
    if (isNumeric(w) && toNumber(w) > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
    if (typeof w === 'string' && w !== 'majority' && w !== '') {
      throw badValue(`cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`);
    }
  }
  const read = command['readConcern'];
  if (isObject(read) && (read['level'] === 'linearizable' || read['level'] === 'snapshot')) {
    throw new StoreError(123, `node needs to be a replica set member to use read concern`);
  }
}

/** True if the client wants no acknowledgement. */
export function isUnacknowledged(command: Document): boolean {
  const concern = command['writeConcern'];
  return isObject(concern) && isNumeric(concern['w']) && toNumber(concern['w']) === 0;
}
