import { StoreError } from '../errors.js';
import type { Collation } from '../bson/collation.js';
import { decode, getField, isObject, type Document } from '../bson/values.js';
import { compileFilter } from '../query/filter.js';

/** A collection's validator, compiled. */
export interface Validation {
  /**
   * Checks a document that is to be stored in place of `before` (null: of none). Throws DocumentValidationFailure.
   */
  check(bytes: Buffer, before: Buffer | null): void;
}

/** The validator of `create` and `collMod`; null if there is none, or it only warns. Throws for a wrong one. */
export function compileValidation(options: Document, collation: Collation | null): Validation | null {
  const { validator, validationLevel, validationAction } = options;
  if (!isObject(validator) || Object.keys(validator).length === 0) return null;
  const filter = compileFilter(validator, { collation });
  if (validationLevel === 'off' || validationAction === 'warn') return null;
  return {
    check: (bytes, before) => {
      const document = decode(bytes);
      if (filter.matches(document)) return;
      // The moderate level leaves documents alone that were wrong before.
      if (validationLevel === 'moderate' && before && !filter.matches(decode(before))) return;
      throw invalid(getField(document, '_id'), validator);
    },
  };
}

function invalid(id: unknown, validator: Document): StoreError {
  const [operatorName = ''] = Object.keys(validator);
  const details = operatorName.startsWith('$')
    ? { operatorName }
    : { operatorName: '$and', specifiedAs: validator };
  return new StoreError(121, 'Document failed validation', {
    errInfo: { failingDocumentId: id, details: { ...details, reason: 'the document does not match' } },
  });
}
