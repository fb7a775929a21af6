import { expect, test } from '@jest/globals';
import { progressOn } from './progress.js';

/** A stream that keeps what is written to it. */
function keep(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

test('a terminal gets one bar that grows, and a line break at its end', () => {
  const { stream, written } = keep(true);
  const tell = progressOn(stream, 'Work');
  for (const done of [0, 500, 1000]) tell(done, 1000);
  expect(written).toEqual([
    expect.stringMatching(/^\rWork ░{30} {3}0 % {2}0 \/ 1,000 {2}[\d.]+ s$/),
    expect.stringMatching(/^\rWork █{15}░{15} {2}50 % {2}500 \/ 1,000 {2}[\d.]+ s$/),
    expect.stringMatching(/^\rWork █{30} 100 % {2}1,000 \/ 1,000 {2}[\d.]+ s\n$/),
  ]);
});

test('elsewhere there is a line for each tenth, however often it is told', () => {
  const { stream, written } = keep(false);
  const tell = progressOn(stream, 'Work');
  for (let done = 0; done <= 1000; done += 1) tell(done, 1000);
  expect(written).toHaveLength(11);
  expect(written.at(-1)).toMatch(/^Work 100 % {2}1,000 \/ 1,000 {2}[\d.]+ s\n$/);
});

test('steps that pass over tenths leave lines out, never the last', () => {
  const { stream, written } = keep(false);
  const tell = progressOn(stream, 'Work');
  for (const done of [0, 350, 360, 1000]) tell(done, 1000);
  expect(written.map((line) => line.slice(5, 10))).toEqual(['  0 %', ' 35 %', '100 %']);
});
