import type { Options } from 'mingo/types';
import { type Document } from '../bson/values.js';
import { compileProjection, type Projection } from '../query/projection.js';
import { evalExpr } from './mingo.js';

/** `$project` and `$unset`: paths as in `find`'s projection, computed fields by mingo's expressions. */
export function projectDocuments(spec: Document, options: Options): Projection {
  return compileProjection(spec, {
    compute: (expression) => (document) =>
      evalExpr(document as never, expression as never, options) as unknown,
  });
}
