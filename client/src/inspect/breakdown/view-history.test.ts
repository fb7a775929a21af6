import { expect, test } from '@jest/globals';
import { NO_HISTORY, stepped, visited, type ViewHistory } from './view-history';

const through = (...addresses: string[]): ViewHistory => addresses.reduce(visited, NO_HISTORY);

test('views follow each other, each once in a row', () => {
  expect(through('a', 'b', 'b', 'c')).toEqual({ entries: ['a', 'b', 'c'], at: 2 });
});

test('undo and redo stop at the ends', () => {
  const history = through('a', 'b');
  const back = stepped(history, -1);
  expect(back.at).toBe(0);
  expect(stepped(back, -1)).toBe(back);
  expect(stepped(back, 1)).toEqual(history);
  expect(stepped(history, 1)).toBe(history);
});

test('showing what was undone to changes nothing; going on from there forgets what was undone', () => {
  const back = stepped(through('a', 'b', 'c'), -1);
  expect(visited(back, 'b')).toBe(back);
  expect(visited(back, 'd')).toEqual({ entries: ['a', 'b', 'd'], at: 2 });
});

test('the browser’s own back and forward are an undo and a redo', () => {
  const back = visited(through('a', 'b'), 'a');
  expect(back).toEqual({ entries: ['a', 'b'], at: 0 });
  expect(visited(back, 'b').at).toBe(1);
});

test('the oldest views are forgotten', () => {
  const many = through(...Array.from({ length: 250 }, (_, index) => `v${index}`));
  expect(many.entries).toHaveLength(200);
  expect(many.entries[many.at]).toBe('v249');
});
