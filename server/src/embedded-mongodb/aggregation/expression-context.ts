import type { Context } from 'mingo/core';
import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.js';
import type { Document } from '../bson/values.js';
import { accumulators, core, expressions, newAggregator } from './mingo.js';
import { dateCorrections } from './date-corrections.js';
import { setDiskUse, type DiskUse } from './disk-use.js';
import { expressionCorrections, missingExpressions } from './expression-corrections.js';

type Operators<Method extends keyof Context> = Context[Method] extends (ops: infer Ops) => unknown
  ? Ops
  : never;

/** An operator module's operators, without what the module system adds. */
export const operatorsOf = (module: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(module).filter(([name]) => name.startsWith('$')));

/** Scripts and hashes are not the store's to run or to imitate. */
const refused = ['$function', '$accumulator', '$toHashedIndexKey', '$sigmoid'];
const served = (operators: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(operators).filter(([name]) => !refused.includes(name)));

/** mingo's expressions and accumulators with their corrections. */
interface Language {
  expressionNames: ReadonlySet<string>;
  accumulatorNames: ReadonlySet<string>;
  context: Context;
}

function makeLanguage(): Language {
  const allExpressions = {
    ...served(operatorsOf(expressions())),
    ...missingExpressions,
    ...expressionCorrections,
    ...dateCorrections,
  };
  const allAccumulators = served(operatorsOf(accumulators()));
  return {
    expressionNames: new Set(Object.keys(allExpressions)),
    accumulatorNames: new Set(Object.keys(allAccumulators)),
    context: core()
      .Context.init()
      .addExpressionOps(allExpressions as Operators<'addExpressionOps'>)
      .addAccumulatorOps(allAccumulators as Operators<'addAccumulatorOps'>),
  };
}

let made: Language | undefined;
const language = () => (made ??= makeLanguage());

export const isExpression = (name: string) => language().expressionNames.has(name);
export const isAccumulator = (name: string) => language().accumulatorNames.has(name);

/** The context of expressions. Stages are added by `language.ts`. */
export const expressionContext = () => language().context;

/** What expressions and stages may look at besides their document. */
export interface Surroundings {
  variables?: Document;
  /** All documents of another collection of the same database, for `$lookup` and its kin. */
  collection?: (name: string) => Document[];
  /** How texts compare; by bytes if there is none. */
  collation?: Collation | null | undefined;
  /** What stages that do not fit in memory may do. */
  disk?: DiskUse;
}

/**
 * mingo's options, prepared once per use: given plain options, mingo copies its table of operators for every single
 * evaluation. A stage that only notes the options it is given gets at the prepared ones.
 */
export function prepareOptions(
  context: Context,
  { variables, collection, collation, disk }: Surroundings,
): Options {
  let captured: Options | undefined;
  const note = (documents: unknown, _spec: unknown, options: Options) => {
    captured = options;
    return documents;
  };
  const noting = core()
    .Context.from(context)
    .addPipelineOps({
      $note: note,
    } as unknown as Operators<'addPipelineOps'>);
  newAggregator([{ $note: {} }], {
    context: noting,
    scriptEnabled: false,
    ...(variables ? { variables: { ...variables } } : {}),
    ...(collation ? { collation: collation as never } : {}),
    ...(collection ? { collectionResolver: collection } : {}),
  }).stream([]);
  if (disk) setDiskUse(captured!, disk);
  return captured!;
}
