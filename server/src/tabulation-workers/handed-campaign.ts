import { frameOf } from '@duwen/shared/codebook';
import type { Columns } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import type { HandedCampaign } from './worker-pool.js';

interface Known {
  /** Differs whenever what is handed over would. */
  readonly key: string;
  readonly handed: HandedCampaign;
}

const known = new Map<string, Known>();
let editions = 0;

/**
 * A campaign's matrix in the form that worker threads take it. As long as nothing changed it is the same edition, which each
 * worker is given once.
 */
export function handedCampaign(matrix: CampaignMatrix): HandedCampaign {
  const { campaign, codebook, units, generation, revision } = matrix;
  const id = String(campaign._id);
  const about = { id, name: campaign.name, synthetic: campaign.synthetic };
  const { minimumCell, groups } = campaign;
  const key = JSON.stringify([generation, revision, about, minimumCell]);
  const last = known.get(id);
  known.delete(id);
  const columns = last?.key === key ? null : settled(matrix.columns);
  const handed = columns
    ? {
        id,
        edition: ++editions,
        held: { columns, codebook, frame: frameOf(groups, units), about, minimumCell },
      }
    : last!.handed;
  known.set(id, { key, handed });
  return handed;
}

/**
 * Campaigns that take more memory than all together may have, those asked for least recently; they are no longer known here.
 *
 * @param most bytes
 */
export function campaignsTooMany(most: number): string[] {
  let bytes = 0;
  const newestFirst = [...known].reverse();
  const leaving = newestFirst.filter(([, { handed }], place) => {
    bytes += bytesOf(handed.held.columns);
    return place > 0 && bytes > most;
  });
  for (const [id] of leaving) known.delete(id);
  return leaving.map(([id]) => id);
}

const bytesOf = ({ items, strata, flags, live }: Columns): number =>
  [...items.values(), ...Object.values(strata).map(({ codes }) => codes), flags, live].reduce(
    (sum, { buffer }) => sum + buffer.byteLength,
    0,
  );

/** Withdrawals and marks may be set in rows that are read at this moment: threads that share a request must see the same. */
function settled(columns: Columns): Columns {
  return {
    ...columns,
    live: copyOf(columns.live, columns.length),
    flags: copyOf(columns.flags, columns.length),
  };
}

function copyOf(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(length));
  copy.set(bytes.subarray(0, length));
  return copy;
}
