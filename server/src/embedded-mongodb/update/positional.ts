import type { Collation } from '../bson/collation.js';
import { isObject, type Document } from '../bson/values.js';
import { compileElementMatch, isOperatorDocument } from '../query/filter.js';
import { valueAt } from './paths.js';

/**
 * Which element `$` means: the first of the array that fulfils the query's condition on it. With several conditions on
 * one array the last decides, as in MongoDB.
 */
export function matchedPosition(
  document: Document,
  filter: Document,
  collation: Collation | null,
): (arrayPath: string) => number | undefined {
  return (arrayPath) => {
    const array = valueAt(document, arrayPath.split('.'));
    if (!Array.isArray(array)) return undefined;
    let position: number | undefined;
    for (const matches of conditionsOn(arrayPath, filter, collation)) {
      const found = (array as unknown[]).findIndex((element) => matches([element]));
      if (found >= 0) position = found;
    }
    return position;
  };
}

function conditionsOn(
  arrayPath: string,
  filter: Document,
  collation: Collation | null,
): ((value: unknown) => boolean)[] {
  return Object.entries(filter).flatMap(([path, operand]) => {
    if ((path === '$and' || path === '$or') && Array.isArray(operand)) {
      return operand.flatMap((branch) =>
        isObject(branch) ? conditionsOn(arrayPath, branch, collation) : [],
      );
    }
    if (path.startsWith(`${arrayPath}.`)) {
      return [compileElementMatch({ [path.slice(arrayPath.length + 1)]: operand }, { collation })];
    }
    if (path !== arrayPath) return [];
    if (isOperatorDocument(operand) && '$elemMatch' in operand)
      return [compileElementMatch(operand['$elemMatch'], { collation })];
    if (isOperatorDocument(operand) && '$all' in operand && Array.isArray(operand['$all'])) {
      return [compileElementMatch({ $in: operand['$all'] }, { collation })];
    }
    return [compileElementMatch(isOperatorDocument(operand) ? operand : { $in: [operand] }, { collation })];
  });
}
