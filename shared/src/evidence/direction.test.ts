import { describe, expect, test } from '@jest/globals';
import {
  directionOf,
  directionOfLevel,
  levelOf,
  strengthOfDirection,
  strengthOfInterval,
} from './direction.js';
import type { Finding, GroupFigure } from './finding.js';
import { verdictOf } from './section-summary.js';

const figure = (lower: number, upper: number, n = 1000): GroupFigure => ({
  group: 'g',
  label: { zh: 'g' },
  favourable: {
    count: 0,
    n,
    share: (lower + upper) / 2,
    lower,
    upper,
    method: 'wilson',
    designEffect: null,
    df: null,
    unweighted: null,
  },
  bounds: null,
  mean: null,
  counts: [],
  suppressed: false,
});
const achievement = { kind: 'achievement', threshold: null, reverse: false } as const;

describe('the level of a share', () => {
  test.each([
    [0.8, 0.9, null, 'high'],
    [0.79, 0.9, null, 'between'],
    [0.55, 0.64, null, 'low'],
    [0.55, 0.66, null, 'between'],
    [0.84, 0.9, 0.85, 'between'],
    [0.86, 0.9, 0.85, 'high'],
    [0.5, 0.58, 0.6, 'low'],
    [0.5, 0.62, 0.6, 'between'],
  ] as const)(
    'of an interval from %d to %d against the threshold %p is %s',
    (lower, upper, threshold, level) => {
      expect(levelOf(figure(lower, upper), { ...achievement, threshold })).toBe(level);
    },
  );

  test('of a reversed item is that of the unfavourable share', () => {
    expect(levelOf(figure(0.1, 0.2), { ...achievement, reverse: true })).toBe('high');
  });

  test('of a withheld share comes from its bounds, with the uncertainty of the base', () => {
    const bounded = (n: number): GroupFigure => ({
      ...figure(0, 0),
      favourable: null,
      bounds: { n, atLeast: 0.85, atMost: 0.95 },
    });
    expect(levelOf(bounded(1000), achievement)).toBe('high');
    expect(levelOf(bounded(20), achievement)).toBe('between');
  });
});

test('high shares speak for an achievement and against a problem, low ones the other way', () => {
  expect(directionOfLevel('high', 'achievement')).toBe('supports');
  expect(directionOfLevel('high', 'problem')).toBe('contradicts');
  expect(directionOfLevel('low', 'achievement')).toBe('contradicts');
  expect(directionOfLevel('low', 'problem')).toBe('supports');
});

describe('the direction of several groups', () => {
  const [high, low, between] = [figure(0.85, 0.95), figure(0.3, 0.4), figure(0.7, 0.8)];
  test.each([
    [[high, high, between], 'supports'],
    [[high, between, between], 'neutral'],
    [[low, between], 'contradicts'],
    [[high, low], 'mixed'],
    [[], 'neutral'],
  ] as const)('case %#', (figures, direction) => {
    expect(directionOf(figures, achievement)).toBe(direction);
  });
});

test('strength needs base and a narrow interval, and is that of the figures that decide', () => {
  expect(strengthOfInterval(400, 0.04)).toBe('strong');
  expect(strengthOfInterval(399, 0.04)).toBe('moderate');
  expect(strengthOfInterval(100, 0.081)).toBe('weak');
  const [surely, barely] = [figure(0.3, 0.34, 5000), figure(0.82, 0.99, 60)];
  expect(strengthOfDirection([surely, barely], 'contradicts', achievement)).toBe('strong');
  expect(strengthOfDirection([surely, barely], 'mixed', achievement)).toBe('weak');
  const bounded = { ...surely, favourable: null, bounds: { n: 5000, atLeast: 0.3, atMost: 0.31 } };
  expect(strengthOfDirection([bounded], 'contradicts', achievement)).toBe('strong');
});

describe('the verdict', () => {
  let items = 0;
  const finding = (
    direction: Finding['direction'],
    strength: Finding['strength'],
    { item = `item ${(items += 1)}`, kind = 'groups' }: Partial<Pick<Finding, 'item' | 'kind'>> = {},
  ): Finding => ({ direction, strength, item, kind }) as Finding;

  test('weighs items by the strength of what they say', () => {
    expect(verdictOf([])).toBe('none');
    expect(verdictOf([finding('neutral', 'strong')])).toBe('neutral');
    expect(verdictOf([finding('supports', 'strong'), finding('neutral', 'strong')])).toBe('supports');
    expect(verdictOf([finding('supports', 'weak'), finding('neutral', 'strong')])).toBe('neutral');
    expect(verdictOf([finding('supports', 'strong'), finding('contradicts', 'weak')])).toBe('mixed');
    expect(
      verdictOf([
        finding('supports', 'strong'),
        finding('supports', 'strong'),
        finding('contradicts', 'weak'),
      ]),
    ).toBe('supports');
    expect(verdictOf([finding('mixed', 'strong')])).toBe('mixed');
  });

  test('counts an item once, however many findings say the same of it', () => {
    const others = Array.from({ length: 4 }, () => finding('neutral', 'strong'));
    const once = [finding('contradicts', 'strong', { item: 'A' })];
    const twice = [...once, finding('contradicts', 'strong', { item: 'A', kind: 'stage' })];
    expect([verdictOf([...once, ...others]), verdictOf([...twice, ...others])]).toEqual([
      'neutral',
      'neutral',
    ]);
  });

  test('hears a place where the groups are neutral, and both where they differ', () => {
    const place = finding('supports', 'strong', { item: 'A', kind: 'street' });
    expect(verdictOf([finding('neutral', 'strong', { item: 'A' }), place])).toBe('supports');
    expect(verdictOf([finding('contradicts', 'strong', { item: 'A' }), place])).toBe('mixed');
  });

  test('leaves out choices without a favourable side and single schools', () => {
    const silent = [
      finding('neutral', 'strong', { kind: 'choices' }),
      finding('neutral', 'strong', { kind: 'choices' }),
      finding('neutral', 'strong', { item: 'B', kind: 'school' }),
    ];
    expect(verdictOf([...silent, finding('supports', 'weak', { item: 'A' })])).toBe('supports');
    expect(verdictOf(silent)).toBe('neutral');
  });
});
