import { expect, test } from '@jest/globals';
import { sampleRow, withheldRow } from './sample-rows.test-support';
import { runsOf, trendDays } from './trend-days';

test('has every day of the calendar, and a line that breaks at withheld and at quiet days', () => {
  const rows = [
    sampleRow('2019-02-27', 80, 100),
    sampleRow('2019-02-28', 90, 100),
    withheldRow('2019-03-01'),
    sampleRow('2019-03-02', 70, 100),
    sampleRow('2019-03-04', 70, 100),
  ];
  const days = trendDays(rows);
  expect(days.map(({ day }) => day)).toEqual([
    '2019-02-27',
    '2019-02-28',
    '2019-03-01',
    '2019-03-02',
    '2019-03-03',
    '2019-03-04',
  ]);
  expect(days[4]!.row).toBeNull();
  expect(runsOf(days)).toEqual([[0, 1], [3], [5]]);
});

test('rows that are no days are no trend', () => {
  expect(trendDays([sampleRow('teacher', 8, 10)])).toEqual([]);
  expect(runsOf([])).toEqual([]);
});
