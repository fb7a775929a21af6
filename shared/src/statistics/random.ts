/** A source of whole numbers from 0 up to (not including) a bound, at most 2³². */
export type RandomBelow = (bound: number) => number;

/**
 * A seeded random source: the same seed gives the same numbers on every machine, so that a bootstrap interval can be
 * reproduced. xoshiro128** of Blackman & Vigna (2021), its state filled by splitmix32. Not for secrets.
 *
 * @param seed a whole number
 */
export function seededRandom(seed: number): RandomBelow {
  const state = new Uint32Array(4);
  let counter = seed >>> 0;
  for (let i = 0; i < 4; i += 1) {
    counter = (counter + 0x9e3779b9) >>> 0;
    let x = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    state[i] = x ^ (x >>> 15);
  }
  return (bound) => {
    const scrambled = Math.imul(rotateLeft(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotateLeft(state[3]!, 11);
    return Math.floor((scrambled / 2 ** 32) * bound);
  };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}
