import type { Collation } from '../bson/collation.js';
import { StoreError } from '../errors.js';
import { bsonType, getField, isObject, type Document } from '../bson/values.js';
import { evalExpr } from './mingo.js';
import { checkCollated } from './collation.js';
import { expressionContext, isAccumulator, isExpression, prepareOptions } from './expression-context.js';

/**
 * Checks an expression and returns its evaluation over plain documents; undefined means a missing value. Throws
 * InvalidPipelineOperator for an operator that is not served, before anything runs.
 */
export function compileExpression(
  expression: unknown,
  variables: Document,
  collation?: Collation | null,
): (document: Document) => unknown {
  checkExpression(expression);
  if (collation) checkCollated(expression);
  const field = simpleField(expression);
  if (field !== null) return (document) => getField(document, field);
  const options = prepareOptions(expressionContext(), { variables, collation });
  return (document) => guard(() => evalExpr(document as never, expression as never, options) as unknown);
}

/** The field of `'$name'`, or null if the expression is anything else. */
export function simpleField(expression: unknown): string | null {
  if (typeof expression !== 'string' || !/^\$[^$.]/.test(expression) || expression.includes('.')) return null;
  return expression.slice(1);
}

/** Walks an expression and refuses operators that are not served. */
export function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) {
    expression.forEach(checkExpression);
    return;
  }
  if (typeof expression === 'string' && expression.startsWith('$$')) {
    const [name] = expression.slice(2).split('.');
    if (['CLUSTER_TIME', 'SEARCH_META', 'USER_ROLES'].includes(name!)) {
      throw new StoreError(17276, `Use of undefined variable: ${name}`);
    }
    return;
  }
  if (!isObject(expression) || bsonType(expression)) return;
  const keys = Object.keys(expression);
  const operator = keys.find((key) => key.startsWith('$'));
  if (operator === undefined) {
    for (const value of Object.values(expression)) checkExpression(value);
    return;
  }
  if (keys.length > 1) {
    throw new StoreError(
      15983,
      `An object representing an expression must have exactly one field: ${keys.join(', ')}`,
    );
  }
  if (operator === '$literal') return;
  if (!isExpression(operator) && !isAccumulator(operator)) {
    throw new StoreError(168, `Unrecognized expression '${operator}'`);
  }
  checkExpression(expression[operator]);
}

/** Runs mingo and turns its own errors into the answer that a client understands. */
export function guard<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreError || !(error instanceof Error)) throw error;
    throw new StoreError(2, `${error.message}`);
  }
}
