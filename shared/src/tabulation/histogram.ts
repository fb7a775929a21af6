import type { AnswerCounter, CellPlaces, Codes } from './answer-figures.js';

/**
 * Responses per cell and code. Those left out fall into a last cell that nobody reads, so the loops have no branch; a cell's
 * counts begin at a power of two, so that finding one is a shift.
 *
 * @param width one more than the largest code
 */
export function histogram(codes: Codes, cells: number, width: number): AnswerCounter {
  const shift = Math.max(0, 32 - Math.clz32(width - 1));
  const counts = new Uint32Array((cells + 1) << shift);
  return {
    add(places, from) {
      const run = codes.subarray(from, from + places.length);
      if (places.BYTES_PER_ELEMENT === 2 && run.BYTES_PER_ELEMENT === 1)
        countBytes(run as Uint8Array, places as Uint16Array, counts, shift);
      else countCodes(run, places, counts, shift);
    },
    result: () => ({ width, figures: compact(counts, cells, width, shift) }),
  };
}

/** The loop that nearly all the time goes into: one kind of array only, four responses a turn. */
function countBytes(codes: Uint8Array, places: Uint16Array, counts: Uint32Array, shift: number): void {
  const whole = places.length & ~3;
  for (let index = 0; index < whole; index += 4) {
    const first = (places[index]! << shift) | codes[index]!;
    const second = (places[index + 1]! << shift) | codes[index + 1]!;
    const third = (places[index + 2]! << shift) | codes[index + 2]!;
    const fourth = (places[index + 3]! << shift) | codes[index + 3]!;
    counts[first]!++;
    counts[second]!++;
    counts[third]!++;
    counts[fourth]!++;
  }
  for (let index = whole; index < places.length; index++)
    counts[(places[index]! << shift) | codes[index]!]!++;
}

function countCodes(codes: Codes, places: CellPlaces, counts: Uint32Array, shift: number): void {
  const stride = 2 ** shift;
  for (let index = 0; index < places.length; index++) counts[places[index]! * stride + codes[index]!]!++;
}

function compact(counts: Uint32Array, cells: number, width: number, shift: number): Uint32Array {
  const figures = new Uint32Array(cells * width);
  for (let cell = 0; cell < cells; cell++)
    for (let code = 0; code < width; code++) figures[cell * width + code] = counts[(cell << shift) + code]!;
  return figures;
}
