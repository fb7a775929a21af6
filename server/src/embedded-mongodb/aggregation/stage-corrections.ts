import type { Iterator } from 'mingo/lazy';
import { Lazy } from 'mingo/lazy';
import { $bucket } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { toNumber, type Document } from '../bson/values.js';
import { compileFilter } from '../query/filter.js';
import { compareKeyed, compileSort } from '../query/sort.js';
import { groupDocuments } from './group.js';
import { projectDocuments } from './project.js';

type Stage = (documents: Iterator, spec: never, options: Options) => Iterator;

const variablesOf = (options: Options): Document => {
  const local = (options as unknown as { local?: { variables?: Document } }).local;
  return { ...options.variables, ...local?.variables };
};

/** Stages where mingo's answer differs from MongoDB's in comparison, in types, in field order or in the empty case. */
export const stageCorrections: Record<string, Stage> = {
  $match: (documents, spec: Document, options) => {
    const filter = compileFilter(spec, { variables: variablesOf(options), plain: true });
    return documents.filter((document: Document) => filter.matches(document));
  },
  $sort: (documents, spec: Document) => {
    const keyOf = compileSort(spec);
    return documents.transform(((all: Document[]) =>
      Lazy(
        all
          .map((document, place) => ({ key: keyOf(document), place, document }))
          .sort(compareKeyed)
          .map(({ document }) => document),
      )) as never);
  },
  $group: (documents, spec: Document, options) =>
    documents.transform(((all: Document[]) => Lazy(groupDocuments(all, spec, options))) as never),
  $project: (documents, spec: Document, options) => documents.map(projectDocuments(spec, options)),
  $unset: (documents, spec: string | string[], options) =>
    documents.map(
      projectDocuments(
        Object.fromEntries((Array.isArray(spec) ? spec : [spec]).map((path) => [path, 0])),
        options,
      ),
    ),
  // An empty input gives no document, not a count of 0.
  $count: (documents, spec: string) => {
    let counted = false;
    return Lazy(() => {
      if (counted) return { done: true };
      counted = true;
      const count = documents.size();
      return count > 0 ? { value: { [spec]: count }, done: false } : { done: true };
    });
  },
  $limit: (documents, spec: unknown) => documents.take(toNumber(spec)),
  $skip: (documents, spec: unknown) => documents.drop(toNumber(spec)),
  // `_id` comes first, and buckets without documents do not appear.
  $bucket: (documents, spec: Document, options) => {
    const output = (spec['output'] as Document | undefined) ?? { count: { $sum: 1 } };
    const counted = { ...spec, output: { ...output, '\0documents': { $sum: 1 } } };
    return ($bucket as unknown as Stage)(documents, counted as never, options)
      .filter((bucket: Document) => bucket['\0documents'] !== 0)
      .map(({ _id, '\0documents': _count, ...rest }: Document) => ({ _id, ...rest }));
  },
};
