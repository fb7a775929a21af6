import type { Columns } from '../../tabulation/index.js';
import { countByPlace, type Places } from './places.js';
import type { PopulationWeights } from './population-weights.js';

/**
 * The campaign as a survey: strata are the respondent groups, clusters a group's units; whoever has no unit is a cluster
 * of his own, and so is each member of a group that answered from one unit only, whose other units cannot be spoken of.
 * Units are taken as drawn with replacement: what is found is to hold for such schools, not for these people on this day.
 */
export interface ClusterDesign {
  /** Places per group (see `Places`). */
  readonly width: number;
  /** Per place the weight of a response. */
  readonly weights: Float64Array;
  /** Per place 1 where each response is a cluster of its own. */
  readonly alone: Uint8Array;
  /** Per group code the clusters of the whole campaign. */
  readonly drawn: Float64Array;
}

/**
 * The design of a campaign, with the population's weights or, where they are null, with every weight 1.
 *
 * @see Lumley (2004), "Analysis of complex survey samples"; as svydesign(ids, strata, weights) of R's survey
 */
export function clusterDesign(columns: Columns, weights: PopulationWeights | null): ClusterDesign {
  const places = weights?.places ?? countByPlace(columns);
  const groups = places.responses.length / places.width;
  const alone = new Uint8Array(places.responses.length);
  const drawn = new Float64Array(groups);
  for (let group = 0; group < groups; group += 1) {
    const units = unitsAnswered(places, group);
    for (let unit = 0; unit < places.width; unit += 1) {
      const place = group * places.width + unit;
      alone[place] = unit === 0 || units === 1 ? 1 : 0;
      if (alone[place]) drawn[group]! += places.responses[place]!;
    }
    if (units > 1) drawn[group]! += units;
  }
  return {
    width: places.width,
    weights: weights?.weights ?? new Float64Array(places.responses.length).fill(1),
    alone,
    drawn,
  };
}

function unitsAnswered({ width, responses }: Places, group: number): number {
  let units = 0;
  for (let unit = 1; unit < width; unit += 1) if (responses[group * width + unit]! > 0) units += 1;
  return units;
}
