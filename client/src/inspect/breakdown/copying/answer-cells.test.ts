import { expect, test } from '@jest/globals';
import type { BreakdownRow, ItemBreakdown, Table, TableCell } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import type { TableHead } from '@duwen/shared/tabulation';
import { itemCells } from './item-cells';
import { plainText } from './sheet-cells';
import { tableCells } from './table-cells';

const say = ({ zh }: LocalizedText): string => zh;
const texts = { withheld: '隐去', total: '合计', say };

const row = (key: string | null, change: Partial<BreakdownRow>): BreakdownRow => ({
  key,
  label: { zh: key ?? '合计' },
  suppression: 'none',
  asked: 120,
  missing: 10,
  dontKnow: 10,
  n: 100,
  counts: [75, 25],
  favourable: {
    count: 75,
    n: 100,
    share: 0.75,
    lower: 0.66,
    upper: 0.82,
    method: 'wilson',
    designEffect: null,
    df: null,
    unweighted: null,
  },
  favourableBounds: null,
  mean: 4.25,
  meanLower: null,
  meanUpper: null,
  meanMethod: null,
  sd: 0.5,
  ...change,
});
const option = (value: number, label: string) => ({
  value,
  label: { zh: label },
  score: value,
  missing: false,
  favourable: value === 5,
});
const item: ItemBreakdown = {
  code: 'FAC1',
  kind: 'single',
  title: { zh: '场地' },
  indicators: [],
  scale: null,
  options: [option(5, '满意'), option(1, '不满意')],
  total: row(null, {}),
  rows: [],
  test: null,
  noTest: 'tooFewGroups',
};

test('an item’s table: all columns, what is withheld as the word, a range as text, nobody as nothing', () => {
  const none = { favourable: null, mean: null, sd: null };
  const rows = [
    row('甲', { asked: null, missing: null, dontKnow: null, n: null, counts: [null, null], ...none }),
    row('乙', { ...none, counts: [null, 25], favourableBounds: { n: 100, atLeast: 0.7, atMost: 0.75 } }),
    row('丙', { asked: 0, missing: 0, dontKnow: 0, n: 0, counts: [0, 0], ...none }),
  ];
  const table = itemCells(item, rows, {
    ...texts,
    heads: ['题目', '分组', '被问到', '未答', '不了解', 'n'],
    favourableHeads: ['满意率', '下限', '上限'],
    meanHeads: ['均值', '标准差'],
  });
  expect(plainText(table).split('\n')).toEqual([
    '题目\t分组\t被问到\t未答\t不了解\tn\t满意\t不满意\t满意率\t下限\t上限\t均值\t标准差',
    'FAC1 场地\t合计\t120\t10\t10\t100\t75%\t25%\t75%\t66%\t82%\t4.25\t0.5',
    'FAC1 场地\t甲\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去\t隐去',
    'FAC1 场地\t乙\t120\t10\t10\t100\t隐去\t25%\t70.0–75.0%\t\t\t隐去\t隐去',
    'FAC1 场地\t丙\t0\t0\t0\t0\t\t\t\t\t\t\t',
  ]);
});

const head = (...keys: string[]): TableHead => keys.map((key) => ({ key, label: { zh: key } }));
const cell = (value: number | null, n: number | null = 50): TableCell => ({
  suppression: value === null ? 'cell' : 'none',
  count: null,
  n,
  value,
  lower: null,
  upper: null,
  method: null,
  designEffect: null,
  df: null,
  unweighted: null,
  bounds: null,
  residual: null,
});

test('a table: a line per column level, every category of a row in a cell of its own, totals last', () => {
  const table: Table = {
    request: {
      rows: [{ stratum: 'group' }, { stratum: 'stage' }],
      columns: [{ item: 'SEX' }, { item: 'FAC1' }],
      measure: 'rowPercent',
      of: null,
      base: 'answered',
      weighted: false,
      filter: {},
      quality: 'all',
    },
    title: { zh: '表' },
    responses: 100,
    rows: [head('家长', '小学'), head('家长', '初中')],
    columns: [head('女', '满意'), head('男', '满意')],
    cells: [
      [cell(0.25), cell(0.75), cell(1)],
      [cell(null), cell(null, 0), cell(1)],
      [cell(0.5), cell(0.5), cell(1)],
    ],
    test: null,
    noTest: 'noData',
    disclosure: { minimumCell: 5, primary: 1, complementary: 0, shown: 5 },
    weighting: null,
    asOf: '2026-01-01T00:00:00Z',
  };
  const copied = tableCells(table, { ...texts, rowNames: ['调查对象', '学段'] });
  expect(copied.heads).toBe(2);
  expect(plainText(copied).split('\n')).toEqual([
    '\t\t女\t男\t',
    '调查对象\t学段\t满意\t满意\t合计',
    '家长\t小学\t25%\t75%\t100%',
    '家长\t初中\t隐去\t\t100%',
    '合计\t\t50%\t50%\t100%',
  ]);
});
