import { describe, expect, test } from '@jest/globals';
import { palette } from '../tokens';
import { contrast } from './colour';
import { optionTones } from './option-tones';

const option = (score: number | null, favourable = false, missing = false) => ({
  score,
  favourable,
  missing,
});
const fivePoint = [
  option(5, true),
  option(4, true),
  option(3),
  option(2),
  option(1),
  option(null, false, true),
];

describe('optionTones', () => {
  test('a five-point scale takes the five colours of the palette, its middle grey', () => {
    expect(optionTones(fivePoint).map(({ fill }) => fill)).toEqual([
      palette.deepBlue,
      palette.lightBlue,
      palette.grey,
      palette.lightOrange,
      palette.deepOrange,
      palette.unknown,
    ]);
  });

  test('the order of options does not matter, their scores do', () => {
    const reversed = [...fivePoint].reverse();
    expect(optionTones(reversed).map(({ fill }) => fill)).toEqual(
      optionTones(fivePoint)
        .map(({ fill }) => fill)
        .reverse(),
    );
  });

  test('a scale that counts three of four options as satisfied has no middle', () => {
    const roles = optionTones([option(4, true), option(3, true), option(2, true), option(1)]).map(
      ({ role }) => role,
    );
    expect(roles).toEqual(['favourable', 'favourable', 'favourable', 'unfavourable']);
  });

  test('on a recommendation scale the passives are neutral', () => {
    const scale = Array.from({ length: 11 }, (_, score) => option(score, score >= 9));
    expect(
      optionTones(scale, 'nps')
        .map(({ role }) => role[0])
        .join(''),
    ).toBe('uuuuuuunnff');
  });

  test('options without a satisfaction scale are plain', () => {
    expect(optionTones([option(null), option(null, false, true)]).map(({ role }) => role)).toEqual([
      'plain',
      'missing',
    ]);
  });

  test('a label can be read on every fill', () => {
    for (const { fill, ink } of optionTones(fivePoint))
      expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });
});
