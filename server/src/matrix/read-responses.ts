import type { Types } from 'mongoose';
import type { Stage } from '@duwen/shared/codebook';
import type { ResponsePlace } from '../store/matrix-chunks.js';
import { Responses } from '../store/responses.js';
import type { StoredRow } from './row-block.js';
import { Turns } from './turns.js';

/** A response as the matrix reads it. */
export interface ReadResponse extends StoredRow, ResponsePlace {}

interface Projected {
  _id: string;
  group: string;
  unit: string | null;
  stage: Stage | null;
  version: string;
  row: Buffer;
  flags: number;
  seconds: number | null;
  submittedAt: Date;
  storedAt: Date;
}

const projection = {
  group: 1,
  unit: 1,
  stage: 1,
  version: 1,
  row: 1,
  flags: 1,
  seconds: 1,
  submittedAt: 1,
  storedAt: 1,
} as const;

/** Documents asked for at once: some 3 MB. */
const BATCH = 10_000;
/** Rows decoded between two looks at the clock: half a millisecond. */
const ROWS_PER_LOOK = 64;

/** A stretch of a campaign's responses. */
export interface Stretch {
  readonly after: ResponsePlace | null;
  /** The last place that belongs to it; null: no end. */
  readonly last?: ResponsePlace | null;
  /** Only what was stored before. */
  readonly before?: Date;
}

/**
 * Reads a stretch of a campaign's responses in their order, in slices that let other work have its turn.
 */
export async function* readStretch(
  campaign: Types.ObjectId,
  { after, last, before }: Stretch,
): AsyncGenerator<ReadResponse> {
  const storedAt = {
    ...(after && { $gte: after.storedAt }),
    ...(last && { $lte: last.storedAt }),
    ...(before && { $lt: before }),
  };
  const filter = Object.keys(storedAt).length > 0 ? { campaign, storedAt } : { campaign };
  for await (const response of read(filter, true)) {
    if (after && comparePlaces(response, after) <= 0) continue;
    if (last && comparePlaces(response, last) > 0) return;
    yield response;
  }
}

/** Reads the responses of these ids, in any order. */
export const readByIds = (campaign: Types.ObjectId, ids: readonly string[]): AsyncGenerator<ReadResponse> =>
  read({ campaign, _id: { $in: ids } }, false);

async function* read(filter: object, ordered: boolean): AsyncGenerator<ReadResponse> {
  const cursor = Responses.collection.find<Projected>(filter, {
    projection,
    promoteBuffers: true,
    batchSize: BATCH,
    ...(ordered && { sort: { storedAt: 1, _id: 1 } }),
  });
  const turns = new Turns();
  let rows = 0;
  for await (const { _id: id, submittedAt, ...response } of cursor) {
    yield { ...response, id, submittedAt: submittedAt.getTime() };
    rows += 1;
    if (rows % ROWS_PER_LOOK === 0) await turns.rest();
  }
}

/** Negative, 0 or positive, as in the store: times, then ids by their bytes. */
export function comparePlaces(one: ResponsePlace, other: ResponsePlace): number {
  const time = one.storedAt.getTime() - other.storedAt.getTime();
  return time !== 0 ? time : Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
}
