import { describe, expect, test } from '@jest/globals';
import {
  cliffsDeltaLabel,
  cohensH,
  correlationLabel,
  differenceLabel,
  varianceShareLabel,
} from './effect-size.js';

describe('effect-size labels', () => {
  test.each([
    [cliffsDeltaLabel, 0.147, 0.33, 0.474],
    [varianceShareLabel, 0.01, 0.06, 0.14],
    [correlationLabel, 0.1, 0.3, 0.5],
    [differenceLabel, 0.2, 0.5, 0.8],
  ])('%p changes at its published thresholds, whatever the sign', (label, small, medium, large) => {
    expect(label(small - 1e-9)).toBe('negligible');
    expect(label(-small)).toBe('small');
    expect(label(medium)).toBe('medium');
    expect(label(medium - 1e-9)).toBe('small');
    expect(label(-large)).toBe('large');
  });

  test("Cohen's h", () => {
    expect(cohensH(0.65, 0.45)).toBeCloseTo(0.404, 2);
    expect(cohensH(1, 0)).toBeCloseTo(Math.PI, 12);
  });
});
