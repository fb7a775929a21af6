import { expect, test } from '@jest/globals';
import { movedPoint } from './roving-points';
import { countTicks, linearScale, plotDomain, plotTicks, rootScale } from './scales';

test('a root scale gives a quarter of the base half the way', () => {
  const x = rootScale([0, 400], [0, 100]);
  expect([0, 100, 400].map(x)).toEqual([0, 50, 100]);
});

test('a domain of no width lies in the middle instead of nowhere', () => {
  expect(linearScale([0.5, 0.5], [0, 10])(0.5)).toBe(5);
});

test('ticks are round, within the domain, in order, and far enough apart', () => {
  const ticks = countTicks([7, 1300], 6);
  expect(ticks).toContain(1000);
  expect(ticks.every((tick) => tick >= 7 && tick <= 1300)).toBe(true);
  expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
  const x = rootScale([7, 1300], [0, 1]);
  ticks.slice(1).forEach((tick, place) => expect(x(tick) - x(ticks[place]!)).toBeGreaterThanOrEqual(1 / 6));
  expect(countTicks([12, 13], 5)).toEqual([]);
  expect(countTicks([900, 3200], 8)).toEqual([1000, 1500, 2000, 3000]);
});

test('keys move among points and never leave them', () => {
  expect(movedPoint(0, 'ArrowLeft', 5)).toBe(0);
  expect(movedPoint(3, 'PageDown', 5)).toBe(4);
  expect(movedPoint(2, 'Home', 5)).toBe(0);
  expect(movedPoint(2, 'Tab', 5)).toBeNull();
});

test('an axis of shares is at least 30 points wide, leaves room on both sides, and never leaves 0 to 1', () => {
  expect(plotDomain([0.709, 0.838])).toEqual([0.6, 0.9]);
  expect(plotDomain([0.97, 1])).toEqual([0.7, 1]);
  expect(plotDomain([0.02])).toEqual([0, 0.3]);
  expect(plotDomain([0, 1])).toEqual([0, 1]);
  expect(plotDomain([])).toEqual([0, 1]);
});

test('ticks of shares are tenths, or fifths on a wide axis', () => {
  expect(plotTicks([0.6, 0.9])).toEqual([0.6, 0.7, 0.8, 0.9]);
  expect(plotTicks([0.5, 1])).toEqual([0.6, 0.8, 1]);
});
