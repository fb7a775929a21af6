import type { BreakdownAnswer } from '@duwen/shared/api';
import { breakDown, breakDownBothWays, makeTable } from '@duwen/shared/breakdown';
import { placeTables, sectionEvidence } from '@duwen/shared/evidence';
import {
  countItems,
  countTable,
  joinItems,
  joinTable,
  planTable,
  tabulate,
  type Checkpoint,
  type CountedItems,
  type ItemRange,
} from '@duwen/shared/tabulation';
import type { HeldCampaign, Outcome, Part, ScoredSections, WrittenBothWays } from './messages.js';

/** Thrown at a checkpoint when nobody waits for the outcome any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Does one part of a request.
 *
 * @param checkpoint called now and then; throws when the part is to stop
 * @throws TabulationError for what cannot be tabulated; Cancelled
 */
export function doPart<P extends Part>(held: HeldCampaign, part: P, checkpoint: Checkpoint): Outcome<P>;
export function doPart(held: HeldCampaign, part: Part, checkpoint: Checkpoint): Outcome<Part> {
  checkpoint();
  const { columns, codebook, minimumCell, about, frame } = held;
  switch (part.kind) {
    case 'countItems':
      return onSharedMemory(countItems(columns, codebook, part.request, checkpoint));
    case 'breakdown': {
      const { request, counted, asOf } = part;
      const tallies = counted
        ? joinItems(codebook, request, counted)
        : tabulate(columns, codebook, request, checkpoint);
      const input = { columns, codebook, request, minimumCell, asOf, frame, tallies, checkpoint };
      const answer = { ...breakDown({ ...input, part: part.part }), campaign: about };
      return part.as === 'value' ? answer : encoder.encode(pieceOf(answer, part.part));
    }
    case 'bothWays':
      return bothWays(held, part, checkpoint);
    case 'countTable':
      return countTable(planTable(columns, codebook, part.request), part.from, part.to, checkpoint);
    case 'table': {
      const { request, counted, asOf } = part;
      const plan = planTable(columns, codebook, request);
      const tallies = joinTable(plan, counted ?? [countTable(plan, 0, plan.length, checkpoint)]);
      const input = { columns, codebook, request, minimumCell, asOf, frame, tallies, checkpoint };
      const answer = { ...makeTable(input), campaign: about };
      return part.as === 'value' ? answer : encoder.encode(JSON.stringify(answer));
    }
    case 'evidence':
      return scoredSections(held, part.input, checkpoint);
  }
}

const encoder = new TextEncoder();

/** A part's piece of the answer's JSON: the first begins it, the last ends it. */
function pieceOf({ items, ...rest }: BreakdownAnswer, { from, to }: ItemRange): string {
  const list = items.map((item) => JSON.stringify(item)).join(',');
  const begin = from === 0 ? `${JSON.stringify(rest).slice(0, -1)},"items":[` : ',';
  return `${begin}${list}${to === rest.request.items.length ? ']}' : ''}`;
}

function bothWays(
  { columns, codebook, minimumCell, frame }: HeldCampaign,
  { request, asOf }: Extract<Part, { kind: 'bothWays' }>,
  checkpoint: Checkpoint,
): WrittenBothWays {
  const both = breakDownBothWays({ columns, codebook, request, minimumCell, asOf, frame, checkpoint });
  const { items, ...plain } = both.plain;
  const { items: totals, ...weighted } = both.weighted;
  const pairs = items.map((item, index) => [item, { ...totals[index]!, rows: [] }]);
  return { plain, weighted, items: pairs.map((pair) => encoder.encode(JSON.stringify(pair))) };
}

/** Counts that go on to other workers as they are, without a copy for each. */
function onSharedMemory({ shared, clusters }: CountedItems): CountedItems {
  return {
    shared,
    clusters: clusters.map((counts) => counts && { ...counts, figures: shareFigures(counts.figures) }),
  };
}

function shareFigures<T extends Uint32Array | Float64Array>(figures: T): T {
  const type = figures.constructor as new (buffer: SharedArrayBuffer) => T;
  const shared = new type(new SharedArrayBuffer(figures.byteLength));
  shared.set(figures);
  return shared;
}

/** Tables of the whole campaign, by group and by place, are many: they are made and read here, and only what they say goes on. */
function scoredSections(
  { columns, codebook, minimumCell }: HeldCampaign,
  input: Extract<Part, { kind: 'evidence' }>['input'],
  checkpoint: Checkpoint,
): ScoredSections {
  const items = codebook.items.filter(({ kind }) => kind !== 'text').map(({ code }) => code);
  const request = { items, by: 'group', filter: {}, quality: 'all' } as const;
  const table = breakDown({ columns, codebook, request, minimumCell, asOf: '', checkpoint });
  checkpoint();
  if (input === null) return { responses: table.responses, sections: [] };
  const groups = input.groups.map(({ code }) => code);
  const byGroup = new Map(table.items.map((item) => [item.code, item]));
  const places = placeTables({ columns, codebook, groups, minimumCell });
  checkpoint();
  return {
    responses: table.responses,
    sections: sectionEvidence({ ...input, codebook, byGroup, places, minimumCell }),
  };
}
