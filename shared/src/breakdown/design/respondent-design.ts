import type { Columns } from '../../tabulation/index.js';
import type { ClusterDesign } from './cluster-design.js';

/** One response in the survey's design, as a file for another program tells it. */
export interface RespondentDesign {
  /** Code of the stratum `group`. */
  readonly stratum: number;
  /** Names the cluster within the whole campaign: a place for a unit's responses, and below 0 for clusters of one. */
  readonly cluster: number;
  readonly weight: number;
}

/**
 * The stratum, cluster and weight of each response: `svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight)` of
 * R's survey, with `options(survey.lonely.psu = "adjust")`, gives the figures of a breakdown.
 *
 * @param rows which responses (places in the columns)
 */
export function respondentDesign(
  { strata: { group, unit } }: Columns,
  { width, weights, alone }: ClusterDesign,
  rows: ArrayLike<number>,
): RespondentDesign[] {
  return Array.from(rows, (row) => {
    const stratum = group.codes[row]!;
    const place = stratum * width + unit.codes[row]!;
    return { stratum, cluster: alone[place] === 1 ? -1 - row : place, weight: weights[place]! };
  });
}
