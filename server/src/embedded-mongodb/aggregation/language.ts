import type { Context } from 'mingo/core';
import type { Document } from '../bson/values.js';
import type { Paused } from '../query/pauses.js';
import { core, newAggregator, stages } from './mingo.js';
import { expressionContext, operatorsOf, prepareOptions, type Surroundings } from './expression-context.js';
import { Grouping, groupOnDisk } from './group.js';
import { sortDocuments } from './sort-documents.js';
import { stageCorrections } from './stage-corrections.js';

/**
 * The aggregation language: mingo's expressions and flow, with MongoDB's answer put in place where mingo's differs. All
 * corrections are in `*-corrections.ts`, and named in docs/embedded-store.md. Of mingo's other stages only those are
 * served whose answers have been checked.
 */
const mingosOwn = ['$facet', '$unionWith'];

export const stageNames: ReadonlySet<string> = new Set([...mingosOwn, ...Object.keys(stageCorrections)]);

function makeContext(): Context {
  const own = Object.entries(operatorsOf(stages())).filter(([name]) => mingosOwn.includes(name));
  const all = { ...Object.fromEntries(own), ...stageCorrections };
  return core()
    .Context.from(expressionContext())
    .addPipelineOps(all as unknown as Parameters<Context['addPipelineOps']>[0]);
}

let made: Context | undefined;
const context = () => (made ??= makeContext());

/** Runs checked stages over plain documents, lazily where the stages allow. */
export function runStages(
  stageList: readonly Document[],
  documents: Iterable<Document>,
  surroundings: Surroundings,
): Iterable<Document> {
  const options = prepareOptions(context(), surroundings);
  const stream = newAggregator(stageList as never, options).stream(documents as never, options);
  return stream as unknown as Iterable<Document>;
}

/** Starts a `$group` that is given its documents one by one. */
export const startGrouping = (spec: Document, surroundings: Surroundings): Grouping =>
  new Grouping(spec, prepareOptions(context(), surroundings));

/** A `$group` that does not fit in memory. */
export const groupFromDisk = (
  spec: Document,
  documents: Iterable<Paused<Document>>,
  surroundings: Surroundings,
): Generator<Paused<Document>> => groupOnDisk(documents, spec, prepareOptions(context(), surroundings));

/** A `$sort` that stops where its source does. */
export const sortInTurns = (
  spec: Document,
  documents: Iterable<Paused<Document>>,
  surroundings: Surroundings,
): Generator<Paused<Document>> => sortDocuments(documents, spec, prepareOptions(context(), surroundings));
