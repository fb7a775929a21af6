import { expect, it } from '@jest/globals';
import { flagBit } from '@duwen/shared/coding';
import type { QualityDecision } from '../store/campaigns.js';
import { excludedFlags } from './excluded-flags.js';

const decision = (flag: QualityDecision['flag'], excluded: boolean): QualityDecision => ({
  flag,
  excluded,
  reason: '',
  by: 'admin',
  at: new Date(0),
});

it('takes the last decision about each mark', () => {
  expect(excludedFlags([])).toBe(0);
  expect(
    excludedFlags([
      decision('speeding', true),
      decision('duplicate', true),
      decision('speeding', false),
      decision('attention', false),
    ]),
  ).toBe(flagBit('duplicate'));
});
