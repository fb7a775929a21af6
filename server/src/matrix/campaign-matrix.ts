import type { CampaignCodebook } from '@duwen/shared/codebook';
import type { Columns } from '@duwen/shared/tabulation';
import type { CampaignDocument } from '../store/campaigns.js';
import { excludedFlags } from './excluded-flags.js';
import { LoadedMatrix } from './loaded-matrix.js';
import { matrixSettings } from './matrix-settings.js';
import { matrixSource, type MatrixSource } from './matrix-source.js';
import { keyText, responseKey } from './response-key.js';

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
   * that holds the columns of this generation needs the new `length` and `excludedFlags` alone.
   */
  readonly generation: number;
}

/** The matrices that one server holds in memory. */
export class CampaignMatrices {
  /** The least recently asked first. */
  readonly #loaded = new Map<string, LoadedMatrix>();

  /**
   * The matrix of a campaign with every response, and every withdrawal, that was acknowledged before the call.
   *
   * @param campaignId hex ObjectId
   * @throws ProblemError `not-found` when there is no such campaign
   */
  async of(campaignId: string): Promise<CampaignMatrix> {
    const source = await matrixSource(campaignId);
    const asOf = new Date().toISOString();
    return viewOf(await this.#matrix(campaignId, source), source, asOf);
  }

  /**
   * Tells which responses count, for whoever reads `responses` itself (open text, say): not those that were withdrawn, nor
   * those with a mark that the round leaves out.
   *
   * @returns whether the response of an id counts
   * @throws ProblemError `not-found` when there is no such campaign
   */
  async counted(campaignId: string): Promise<(responseId: string) => boolean> {
    const source = await matrixSource(campaignId);
    const excluded = excludedFlags(source.campaign.qualityDecisions ?? []);
    const keys =
      (await (await this.#matrix(campaignId, source)).keysLeftOut(excluded)) ??
      (await (await this.#matrix(campaignId, source)).keysLeftOut(excluded));
    if (!keys) throw new Error(`the matrix of campaign ${campaignId} cannot tell whose its rows are`);
    if (keys.size === 0) return () => true;
    return (id) => !keys.has(keyText(responseKey(id)));
  }

  async #matrix(campaignId: string, source: MatrixSource): Promise<LoadedMatrix> {
    let matrix = await this.#caughtUp(campaignId, source);
    if (matrix.isOutdated) matrix = await this.#caughtUp(campaignId, source);
    this.#leaveWhatIsTooMuch(campaignId);
    return matrix;
  }

  /** The campaigns in memory, the least recently asked first. */
  get campaigns(): string[] {
    return [...this.#loaded.keys()];
  }

  async #caughtUp(campaignId: string, source: MatrixSource): Promise<LoadedMatrix> {
    let matrix = this.#loaded.get(campaignId);
    // Another codebook, roster or order of groups makes other columns: begin anew.
    if (matrix?.source.signature !== source.signature || matrix.isOutdated) matrix = new LoadedMatrix(source);
    this.#loaded.delete(campaignId);
    this.#loaded.set(campaignId, matrix);
    try {
      await matrix.catchUp();
    } catch (error) {
      if (!matrix.complete && this.#loaded.get(campaignId) === matrix) this.#loaded.delete(campaignId);
      throw error;
    }
    return matrix;
  }

  /** The least recently asked go until the rest fits. Who still counts one of them keeps its buffers alive by holding them. */
  #leaveWhatIsTooMuch(asked: string): void {
    let bytes = 0;
    for (const { rows } of this.#loaded.values()) bytes += rows.bytes;
    for (const [id, { rows }] of this.#loaded) {
      if (bytes <= matrixSettings().memoryBytes) return;
      if (id === asked) continue;
      this.#loaded.delete(id);
      bytes -= rows.bytes;
    }
  }
}

const matrices = new CampaignMatrices();

/** The matrix of a campaign as this server has it: see `CampaignMatrices.of`. */
export const campaignMatrix = (campaignId: string): Promise<CampaignMatrix> => matrices.of(campaignId);

/** Which responses of a campaign count: see `CampaignMatrices.counted`. */
export const countedResponses = (campaignId: string): Promise<(responseId: string) => boolean> =>
  matrices.counted(campaignId);

function viewOf(matrix: LoadedMatrix, source: MatrixSource, asOf: string): CampaignMatrix {
  const { columns: rows } = matrix.rows;
  const { campaign, codebook, units } = source;
  // Campaigns of before there were such decisions have none.
  const excluded = excludedFlags(campaign.qualityDecisions ?? []);
  return {
    columns: { ...rows.view(), excludedFlags: excluded },
    submittedAt: rows.submittedAt,
    seconds: rows.seconds,
    codebook,
    campaign,
    units,
    asOf,
    revision: `${matrix.revision}.${excluded}`,
    generation: rows.generation,
  };
}
