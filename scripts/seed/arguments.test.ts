import { describe, expect, test } from '@jest/globals';
import { seedArguments } from './arguments.js';

describe('seedArguments', () => {
  test('without any, makes the round of the report', () => {
    expect(seedArguments([])).toEqual({ responses: 29_606, seed: 2019, ifEmpty: false, help: false });
  });

  test('reads size, seed and --if-empty', () => {
    expect(seedArguments(['--responses', '1000000', '--seed=7', '--if-empty'])).toEqual({
      responses: 1_000_000,
      seed: 7,
      ifEmpty: true,
      help: false,
    });
  });

  test.each([
    [['--responses', '0'], /^--responses must be a whole number from 1 to 10000000, not "0"$/],
    [['--responses', '1e3'], /^--responses must be a whole number/],
    [['--responses', '10000001'], /^--responses must be a whole number/],
    [['--seed', '1.5'], /^--seed must be a whole number from 0/],
    [['--seed', '-1'], /--seed.*ambiguous/],
    [['--respond', '5'], /--respond/],
    [['5'], /argument/],
  ])('says in one line what is wrong with %j', (args, message) => {
    expect(() => seedArguments(args)).toThrow(message);
    expect(() => seedArguments(args)).not.toThrow(/\n/);
  });
});
