import { expect, test } from '@jest/globals';
import { addressOf, codeFromInput } from './address';

test.each([
  ['/r/abc123', { kind: 'link', code: 'abc123' }],
  ['/r/ABC123/', { kind: 'link', code: 'abc123' }],
  ['/r/%E4%BD%A0', { kind: 'link', code: '你' }],
  ['/r/%E4%BD', { kind: 'link', code: '%e4%bd' }],
  ['/r/', { kind: 'none' }],
  ['/preview/65f/parent', { kind: 'preview', campaign: '65f', group: 'parent' }],
  ['/preview/65f', { kind: 'none' }],
])('addressOf(%j)', (path, expected) => expect(addressOf(path)).toEqual(expected));

test.each([
  [' abc 123 ', 'abc123'],
  ['ABC-123', 'ABC123'],
  ['ａｂｃ１２３', 'abc123'],
  ['https://example.org/r/abc123?from=timeline#page', 'abc123'],
  ['', null],
  ['？？', null],
])('codeFromInput(%j)', (input, expected) => expect(codeFromInput(input)).toBe(expected));
