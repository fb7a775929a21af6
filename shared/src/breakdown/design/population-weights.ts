import type { Frame, GroupFrame } from '../../codebook/index.js';
import type { Columns } from '../../tabulation/index.js';
import { countByPlace, type Places } from './places.js';

/** How many people each response of a place (see `Places`) stands for. */
export interface PopulationWeights {
  readonly places: Places;
  /** Per place; 1 in groups whose size nobody states. */
  readonly weights: Float64Array;
}

/**
 * Post-stratification to the frame. A unit's responses stand for the unit's people: weight = people/responses. Where the
 * unit's people are unknown (no count, or a count of 0 though somebody answered), as for responses without a unit, the
 * group's people/responses stand in. A last factor per group makes the weights add up to the group's size, so that the
 * people of units without a response are spread over the group's other units. In a group of unknown size each weight is 1.
 *
 * Weights come from the whole campaign, never from a table's filter: whom a response stands for does not depend on who asks.
 *
 * @see Holt & Smith (1979), "Post stratification"; Little & Rubin (2019), section 3.3
 */
export function populationWeights({
  columns,
  frame,
}: {
  readonly columns: Columns;
  readonly frame: Frame;
}): PopulationWeights {
  const places = countByPlace(columns);
  const weights = new Float64Array(places.responses.length).fill(1);
  const units = columns.strata.unit.categories.map(({ key }) => key);
  columns.strata.group.categories.forEach(({ key }, index) => {
    const start = (index + 1) * places.width;
    const end = start + places.width;
    const group = frame.get(key);
    if (!group?.count) return;
    weights.set(weightsOfGroup(group, group.count, places.responses.subarray(start, end), units), start);
  });
  return { places, weights };
}

/** The weights of one group's units, the place of those without a unit first. */
function weightsOfGroup(
  { units: counts }: GroupFrame,
  people: number,
  responses: Uint32Array,
  units: readonly string[],
): Float64Array {
  const answered = responses.reduce((sum, count) => sum + count, 0);
  if (answered === 0) return new Float64Array(responses.length).fill(1);
  const first = Float64Array.from(responses, (count, unit) => {
    const known = unit === 0 ? undefined : counts.get(units[unit - 1]!);
    return known && count > 0 ? known / count : people / answered;
  });
  const stoodFor = first.reduce((sum, weight, unit) => sum + weight * responses[unit]!, 0);
  return first.map((weight) => (weight * people) / stoodFor);
}
