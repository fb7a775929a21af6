import { createRequire } from 'node:module';
import type * as Aggregators from 'mingo/aggregator';
import type * as Core from 'mingo/core';
import type * as Sequences from 'mingo/lazy';
import type * as Accumulators from 'mingo/operators/accumulator';
import type * as Expressions from 'mingo/operators/expression';
import type * as Stages from 'mingo/operators/pipeline';

/**
 * mingo, each part loaded when it is first used: its hundreds of files take longer to load than everything else that the
 * store needs to start, and plain finds and writes need none of them.
 */
const load = createRequire(import.meta.url);

function atFirstUse<Module>(name: string): () => Module {
  let module: Module | undefined;
  return () => (module ??= load(name) as Module);
}

export const core = atFirstUse<typeof Core>('mingo/core');
export const expressions = atFirstUse<typeof Expressions>('mingo/operators/expression');
export const accumulators = atFirstUse<typeof Accumulators>('mingo/operators/accumulator');
export const stages = atFirstUse<typeof Stages>('mingo/operators/pipeline');
const aggregators = atFirstUse<typeof Aggregators>('mingo/aggregator');
const sequences = atFirstUse<typeof Sequences>('mingo/lazy');

/** Evaluates an expression over a document. */
export const evalExpr: typeof Core.evalExpr = (...given) => core().evalExpr(...given);

/** A sequence that is computed as it is read. */
export const Lazy: typeof Sequences.Lazy = (...given) => sequences().Lazy(...given);

export const newAggregator = (
  ...given: ConstructorParameters<typeof Aggregators.Aggregator>
): Aggregators.Aggregator => new (aggregators().Aggregator)(...given);
