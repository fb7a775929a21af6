import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as stages from 'mingo/operators/pipeline';
import type { Document } from '../bson/values.js';
import { expressionContext, operatorsOf, prepareOptions, type Surroundings } from './expression-context.js';
import { Grouping } from './group.js';
import { stageCorrections } from './stage-corrections.js';

/**
 * The aggregation language: mingo's expressions and flow, with MongoDB's answer put in place where mingo's differs. All
 * corrections are in `*-corrections.ts`, and named in docs/embedded-store.md. Of mingo's other stages only those are
 * served whose answers have been checked.
 */
const { $facet, $unionWith } = operatorsOf(stages);
const allStages = { $facet, $unionWith, ...stageCorrections };

export const stageNames: ReadonlySet<string> = new Set(Object.keys(allStages));

const context = Context.from(expressionContext).addPipelineOps(
  allStages as unknown as Parameters<Context['addPipelineOps']>[0],
);

/** Runs checked stages over plain documents, lazily where the stages allow. */
export function runStages(
  stageList: readonly Document[],
  documents: Iterable<Document>,
  surroundings: Surroundings,
): Iterable<Document> {
  const options = prepareOptions(context, surroundings);
  const stream = new Aggregator(stageList as never, options).stream(documents as never, options);
  return stream as unknown as Iterable<Document>;
}

/** Starts a `$group` that is given its documents one by one. */
export const startGrouping = (spec: Document, surroundings: Surroundings): Grouping =>
  new Grouping(spec, prepareOptions(context, surroundings));
