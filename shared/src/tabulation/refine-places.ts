import type { Codes } from './count-answers.js';

/** Responses sorted into places: 0 for those left out, 1 to count − 1 for those in the table. */
export interface Places {
  /** Per response its place. */
  readonly places: Uint32Array;
  readonly count: number;
}

/** What splitting places by one more variable gave: per new place the one it came from, and its digit. */
export interface Refinement {
  readonly count: number;
  readonly parent: Uint32Array;
  readonly digit: Uint16Array;
}

/** Combinations of place and digit up to which a table of all of them is kept; beyond, only those that occur. */
const MOST_DENSE = 1 << 23;

/**
 * Splits places by a variable and gives every combination that occurs a new place, in the order of place, then digit.
 * Changes `places` in place.
 *
 * @param codes the variable's codes, from the first response of `places` on
 * @param digitOf per code its digit; 0 leaves the response out
 * @param width one more than the largest digit
 */
export function refinePlaces(
  { places, count }: Places,
  codes: Codes,
  digitOf: Uint16Array,
  width: number,
): Refinement {
  return count * width <= MOST_DENSE
    ? refineDensely(places, count, codes, digitOf, width)
    : refineSparsely(places, codes, digitOf, width);
}

function refineDensely(
  places: Uint32Array,
  count: number,
  codes: Codes,
  digitOf: Uint16Array,
  width: number,
): Refinement {
  const placeOf = new Uint32Array(count * width);
  for (let index = 0; index < places.length; index++)
    placeOf[places[index]! * width + digitOf[codes[index]!]!] = 1;
  const keys: number[] = [0];
  for (let key = 0; key < placeOf.length; key++)
    placeOf[key] = placeOf[key] === 1 && key >= width && key % width > 0 ? keys.push(key) - 1 : 0;
  for (let index = 0; index < places.length; index++)
    places[index] = placeOf[places[index]! * width + digitOf[codes[index]!]!]!;
  return split(keys, width);
}

function refineSparsely(places: Uint32Array, codes: Codes, digitOf: Uint16Array, width: number): Refinement {
  const occurring = new Set<number>();
  const keyOf = (index: number): number => {
    const digit = digitOf[codes[index]!]!;
    return places[index] === 0 || digit === 0 ? 0 : places[index]! * width + digit;
  };
  for (let index = 0; index < places.length; index++) occurring.add(keyOf(index));
  occurring.delete(0);
  const keys = [0, ...Float64Array.from(occurring).sort()];
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  for (let index = 0; index < places.length; index++) places[index] = placeOf.get(keyOf(index))!;
  return split(keys, width);
}

function split(keys: readonly number[], width: number): Refinement {
  return {
    count: keys.length,
    parent: Uint32Array.from(keys, (key) => Math.floor(key / width)),
    digit: Uint16Array.from(keys, (key) => key % width),
  };
}
