import { breakDown, makeTable } from '@duwen/shared/breakdown';
import { placeTables } from '@duwen/shared/evidence';
import {
  countItems,
  countTable,
  joinItems,
  joinTable,
  planTable,
  tabulate,
  type Checkpoint,
  type CountedItems,
} from '@duwen/shared/tabulation';
import type { EvidenceTables, HeldCampaign, Outcome, Part } from './messages.js';

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
      return as(part, { ...breakDown(input), campaign: about });
    }
    case 'countTable':
      return countTable(planTable(columns, codebook, part.request), part.from, part.to, checkpoint);
    case 'table': {
      const { request, counted, asOf } = part;
      const plan = planTable(columns, codebook, request);
      const tallies = joinTable(plan, counted ?? [countTable(plan, 0, plan.length, checkpoint)]);
      const input = { columns, codebook, request, minimumCell, asOf, frame, tallies, checkpoint };
      return as(part, { ...makeTable(input), campaign: about });
    }
    case 'evidence':
      return evidenceTables(held, part.groups, checkpoint);
  }
}

const encoder = new TextEncoder();

const as = <T>(part: { readonly as: 'json' | 'value' }, value: T): T | Uint8Array =>
  part.as === 'json' ? encoder.encode(JSON.stringify(value)) : value;

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

function evidenceTables(
  { columns, codebook, minimumCell }: HeldCampaign,
  groups: readonly string[],
  checkpoint: Checkpoint,
): EvidenceTables {
  const items = codebook.items.filter(({ kind }) => kind !== 'text').map(({ code }) => code);
  const request = { items, by: 'group', filter: {}, quality: 'all' } as const;
  const table = breakDown({ columns, codebook, request, minimumCell, asOf: '', checkpoint });
  checkpoint();
  return {
    responses: table.responses,
    byGroup: table.items,
    places: placeTables({ columns, codebook, groups, minimumCell }),
  };
}
