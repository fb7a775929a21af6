import type { CampaignCodebook } from '@duwen/shared/codebook';
import type { Columns } from '@duwen/shared/tabulation';
import type { CampaignDocument } from '../store/campaigns.js';
import { Responses } from '../store/responses.js';
import { DuplicateMarks } from './duplicate-marks.js';
import { excludedFlags } from './excluded-flags.js';
import { matrixSource, type MatrixSource } from './matrix-source.js';
import { ResponseColumns } from './response-columns.js';

/**
 * The matrix of a campaign, as of a moment. Its arrays lie on SharedArrayBuffers and stay valid: rows that come later lie
 * beyond `columns.length`. Only marks of single rows (`flags`, `live`) may change under a reader who takes his time.
 */
export interface CampaignMatrix {
  readonly columns: Columns;
  /** Submission times, milliseconds; and seconds taken (`UNKNOWN_SECONDS` where not known). */
  readonly submittedAt: Float64Array;
  readonly seconds: Uint16Array;
  readonly codebook: CampaignCodebook;
  readonly campaign: CampaignDocument;
  readonly units: MatrixSource['units'];
  /** ISO 8601. */
  readonly asOf: string;
  /** Another text whenever what is counted is another: the same text, on every server, is the same data. */
  readonly revision: string;
  /**
   * Changes when any buffer or dictionary of the columns was replaced, and is unique within this process: a worker thread
   * that holds the columns of this generation needs the new `length` alone.
   */
  readonly generation: number;
}

/** Clocks of several servers, and writes that take a while, may lie this far apart: what is newer is looked at again. */
const OVERLAP_MS = 60_000;
/** Documents asked for by id in one go. */
const IDS_AT_ONCE = 1000;
/** Matrices kept in memory; the least recently used goes first. */
const MOST_CAMPAIGNS = 8;

interface ResponseRead {
  _id: string;
  group: string;
  unit: string | null;
  stage: never;
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

/** Loads what one campaign's matrix does not have yet. */
class LoadedMatrix {
  readonly #rows: ResponseColumns;
  readonly #duplicates = new DuplicateMarks();
  /** Ids of rows that may come again, with their time of storing. */
  readonly #recent = new Map<string, number>();
  /** Everything stored before this is in; 0: nothing has been read yet. */
  #settled = 0;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(readonly source: MatrixSource) {
    const { codebook, versions, campaign, units } = source;
    this.#rows = new ResponseColumns(codebook, versions, campaign.groups, units, campaign.timeZone);
  }

  /** Whether the first reading has come to its end: a matrix whose first reading broke off is of no use. */
  get complete(): boolean {
    return this.#settled > 0;
  }

  /** Brings in every response acknowledged before this call. Callers at the same time share one reading. */
  catchUp(): Promise<void> {
    if (!this.#running) return this.#start();
    // The reading under way may have passed what this caller wants to see: one more begins when it ends.
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#start();
      });
    return this.#next;
  }

  #start(): Promise<void> {
    this.#running = this.#read().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #read(): Promise<void> {
    const begun = Date.now();
    const { _id: campaign } = this.source.campaign;
    if (this.#settled === 0) await this.#load({ campaign }, begun);
    else {
      const unknown = await this.#unknownIds();
      for (let at = 0; at < unknown.length; at += IDS_AT_ONCE)
        await this.#load({ _id: { $in: unknown.slice(at, at + IDS_AT_ONCE) } }, begun);
    }
    this.#settled = begun - OVERLAP_MS;
    for (const [id, storedAt] of this.#recent) if (storedAt < this.#settled) this.#recent.delete(id);
  }

  /**
   * Ids stored since what is settled that are not in yet. Counting comes first, since an index answers it at once and as a
   * rule there is nothing new; then ids alone, which are light, and of which most are known.
   */
  async #unknownIds(): Promise<string[]> {
    const since = { campaign: this.source.campaign._id, storedAt: { $gte: new Date(this.#settled) } };
    let known = 0;
    for (const storedAt of this.#recent.values()) if (storedAt >= this.#settled) known += 1;
    if ((await Responses.collection.countDocuments(since)) === known) return [];
    const ids = await Responses.collection
      .find<{ _id: string }>(since, { projection: { _id: 1 }, batchSize: 100_000 })
      .toArray();
    return ids.map(({ _id }) => _id).filter((id) => !this.#recent.has(id));
  }

  async #load(filter: object, begun: number): Promise<void> {
    const cursor = Responses.collection.find<ResponseRead>(filter, {
      projection,
      promoteBuffers: true,
      batchSize: 10_000,
    });
    const mayComeAgain = begun - 2 * OVERLAP_MS;
    for await (const response of cursor) {
      if (this.#recent.has(response._id)) continue;
      this.#append(response);
      const storedAt = response.storedAt.getTime();
      if (storedAt >= mayComeAgain) this.#recent.set(response._id, storedAt);
    }
  }

  #append(response: ResponseRead): void {
    const submittedAt = response.submittedAt.getTime();
    const index = this.#rows.append({ ...response, submittedAt });
    const key = `${response.version}\0${response.unit ?? ''}\0${response.stage ?? ''}`;
    this.#duplicates.add(index, key, response.row, submittedAt, this.#rows.flags);
  }

  view(asOf: string): CampaignMatrix {
    const { codebook, campaign, units } = this.source;
    return {
      columns: this.#rows.view(),
      submittedAt: this.#rows.submittedAt,
      seconds: this.#rows.seconds,
      codebook,
      campaign,
      units,
      asOf,
      revision: String(this.#rows.length),
      generation: this.#rows.generation,
    };
  }
}

const loaded = new Map<string, LoadedMatrix>();

/**
 * The matrix of a campaign with every response that was acknowledged before the call.
 *
 * @param campaignId hex ObjectId
 * @throws ProblemError `not-found` when there is no such campaign
 */
export async function campaignMatrix(campaignId: string): Promise<CampaignMatrix> {
  const source = await matrixSource(campaignId);
  let matrix = loaded.get(campaignId);
  // Another codebook, roster or order of groups makes other columns: begin anew.
  if (matrix?.source.signature !== source.signature) matrix = new LoadedMatrix(source);
  loaded.delete(campaignId);
  loaded.set(campaignId, matrix);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= MOST_CAMPAIGNS) break;
    loaded.delete(oldest);
  }
  const asOf = new Date().toISOString();
  try {
    await matrix.catchUp();
  } catch (error) {
    if (!matrix.complete && loaded.get(campaignId) === matrix) loaded.delete(campaignId);
    throw error;
  }
  const view = matrix.view(asOf);
  // Campaigns of before there were such decisions have none.
  const excluded = excludedFlags(source.campaign.qualityDecisions ?? []);
  return {
    ...view,
    columns: { ...view.columns, excludedFlags: excluded },
    campaign: source.campaign,
    revision: `${view.revision}.${excluded}`,
  };
}
