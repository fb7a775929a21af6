import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { UnitChoice } from '@duwen/shared/api';
import { nearUnits, searchUnits } from './unit-search';

const unit = (code: string, zh: string, pinyin: string, initials: string, street: string): UnitChoice => ({
  code,
  name: { zh, en: `${code} School` },
  street,
  pinyin,
  initials,
  variables: {},
});
const units = [
  unit('A', '控江初级中学', 'kongjiangchujizhongxue', 'kjcjzx', '控江路街道'),
  unit('B', '同济小学', 'tongjixiaoxue', 'tjxx', '四平路街道'),
  unit('C', '同济初级中学', 'tongjichujizhongxue', 'tjcjzx', '四平路街道'),
  unit('D', '上海同济附属小学', 'shanghaitongjifushuxiaoxue', 'shtjfsxx', '五角场街道'),
];
const found = (query: string): string =>
  searchUnits(units, query)
    .map(({ code }) => code)
    .join('');

describe('searchUnits', () => {
  test.each([
    ['', 'ABCD', 'nothing typed: the list as it is'],
    ['同济', 'BCD', 'Chinese; names that begin so come first'],
    ['tj', 'BCD', 'initials'],
    ['tongji', 'BCD', 'pinyin'],
    ['tong ji', 'BCD', 'pinyin with spaces'],
    ['Tóng jì', 'BCD', 'pinyin with tones and capitals'],
    ['ｔｊｘｘ', 'B', 'full-width letters'],
    ['小学', 'BD', 'a middle part of the name'],
    ['四平路', 'BC', 'the street'],
    ['同济 五角场', 'D', 'words that must each fit'],
    ['c school', 'CABD', 'the English name; letters found elsewhere come after'],
    ['同济 控江', '', 'one word fits nowhere'],
    ['不存在', '', 'nothing fits'],
  ])('%j finds %j: %s', (query, expected) => expect(found(query)).toBe(expected));

  test('finds every unit by any part of its name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.nat(), fc.nat(), (one, from, length) => {
        const start = from % one.name.zh.length;
        const part = one.name.zh.slice(start, start + 1 + (length % 3));
        expect(searchUnits(units, part)).toContain(one);
      }),
    );
  });
});

describe('nearUnits', () => {
  test.each([
    ['tonjixiaoxue', 'B', 'tonji for tongji'],
    ['sanghaitongji', 'D', 's for sh'],
    ['同既小学', 'BD', 'a character wrong'],
    ['控江第初级中学', 'A', 'a character too many'],
    ['没有这所学校', '', 'nothing comes near'],
    ['同', '', 'too short to be guessed at'],
    ['n', '', 'one letter is no sound'],
    ['', '', 'nothing typed'],
  ])('%j finds %j: %s', (query, codes) => {
    expect(
      nearUnits(units, query)
        .map(({ code }) => code)
        .join(''),
    ).toBe(codes);
  });
});
