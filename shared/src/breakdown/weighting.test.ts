import { expect, test } from '@jest/globals';
import { weightingLoss } from '../statistics/index.js';
import { weightingOf } from './weighting.js';

const design = (weights: number[]) => ({
  width: weights.length,
  weights: Float64Array.from(weights),
  alone: new Uint8Array(weights.length),
  drawn: Float64Array.of(weights.length),
});

test('says what Kish’s formula says over the persons', () => {
  const persons = [10, 30, 7];
  const weighting = weightingOf(design([4, 1.5, 20]), Uint32Array.of(0, 1, 2), persons, 5)!;
  const each = [4, 1.5, 20].flatMap((weight, cell) => Array.from({ length: persons[cell]! }, () => weight));
  const loss = weightingLoss(each);
  if (!loss.ok) throw new Error(loss.reason);
  expect(weighting.designEffect).toBeCloseTo(loss.value.designEffect, 12);
  expect(weighting.effectiveN).toBeCloseTo(loss.value.effectiveSampleSize, 10);
  expect([weighting.smallest, weighting.largest]).toEqual([1.5, 20]);
});

test('does not tell a weight that fewer than the minimum have', () => {
  const weighting = weightingOf(design([4, 1.5, 120, 0.1]), Uint32Array.of(0, 1, 2, 3), [10, 30, 1, 3], 5)!;
  expect([weighting.smallest, weighting.largest]).toEqual([1.5, 4]);
});

test('says nothing of fewer than the minimum', () => {
  expect(weightingOf(design([4]), Uint32Array.of(0), [4], 5)).toBeNull();
  expect(weightingOf(design([4]), Uint32Array.of(), [], 5)).toBeNull();
});
