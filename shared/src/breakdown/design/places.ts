import type { Columns } from '../../tabulation/index.js';

/**
 * Where a campaign's eligible responses are, by respondent group and unit. A place is `group code × width + unit code`;
 * the codes are those of the strata, 0 for none.
 */
export interface Places {
  /** Units and one more. */
  readonly width: number;
  /** Per place. */
  readonly responses: Uint32Array;
}

/** Counts the responses of the whole campaign that are neither withdrawn nor left out for their quality. */
export function countByPlace({ length, live, flags, excludedFlags = 0, strata }: Columns): Places {
  const width = strata.unit.categories.length + 1;
  const group = strata.group.codes;
  const unit = strata.unit.codes;
  const responses = new Uint32Array((strata.group.categories.length + 1) * width);
  for (let index = 0; index < length; index++) {
    if (live[index] !== 1 || (flags[index]! & excludedFlags) !== 0) continue;
    const place = group[index]! * width + unit[index]!;
    responses[place] = responses[place]! + 1;
  }
  return { width, responses };
}
