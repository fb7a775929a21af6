import { describe, expect, test } from '@jest/globals';
import { agreementOn, differing, pooledAgreement, sizeOf, votesOn, type CodedTwice } from './agreement.js';

const answer = (key: string, one: string[], other: string[]): CodedTwice => ({ key, one, other });

describe('agreement of two coders', () => {
  test('is Cohen’s κ of given or not given', () => {
    // 20 both, 5 only one, 10 only the other, 15 neither: observed 0.7, expected 0.5.
    const agreement = agreementOn({ bothGive: 20, oneGives: 5, otherGives: 10, neither: 15 });
    expect(agreement).toMatchObject({ ok: true, size: 'fair' });
    if (agreement.ok) expect(agreement.kappa).toBeCloseTo(0.4, 12);
  });

  test('has no κ where a theme was never, or always, given by both', () => {
    expect(agreementOn({ bothGive: 0, oneGives: 0, otherGives: 0, neither: 9 })).toEqual({
      ok: false,
      reason: 'noVariation',
    });
    expect(agreementOn({ bothGive: 0, oneGives: 0, otherGives: 0, neither: 0 })).toMatchObject({ ok: false });
  });

  test('pools observed and expected agreement over the themes; of one theme it is that theme’s κ', () => {
    const one = { bothGive: 20, oneGives: 5, otherGives: 10, neither: 15 };
    const pooled = pooledAgreement([one]);
    expect(pooled.ok && pooled.kappa).toBeCloseTo(0.4, 12);
    const perfect = { bothGive: 25, oneGives: 0, otherGives: 0, neither: 25 };
    // Observed (0.7 + 1)/2, expected 0.5.
    const both = pooledAgreement([one, perfect]);
    expect(both.ok && both.kappa).toBeCloseTo(0.7, 12);
    expect(pooledAgreement([])).toEqual({ ok: false, reason: 'noData' });
    expect(pooledAgreement([{ bothGive: 0, oneGives: 0, otherGives: 0, neither: 4 }])).toEqual({
      ok: false,
      reason: 'noVariation',
    });
  });

  test('its words are those of Landis and Koch', () => {
    expect([-0.1, 0, 0.2, 0.21, 0.5, 0.61, 0.8, 0.81, 1].map(sizeOf)).toEqual([
      'poor',
      'slight',
      'slight',
      'fair',
      'moderate',
      'substantial',
      'substantial',
      'almostPerfect',
      'almostPerfect',
    ]);
  });

  test('votes and differences go by the themes, not by their order', () => {
    const answers = [answer('a', ['x', 'y'], ['y', 'x']), answer('b', ['x'], []), answer('c', [], [])];
    expect(votesOn('x', answers)).toEqual({ bothGive: 1, oneGives: 1, otherGives: 0, neither: 1 });
    expect(differing(answers).map(({ key }) => key)).toEqual(['b']);
  });
});
