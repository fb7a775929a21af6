import { expect, test } from '@jest/globals';
import { nextAddress } from './next-address';

test('returns to an address of the site', () => {
  expect(nextAddress('/campaigns/1/breakdown?items=FAC1&by=group')).toBe(
    '/campaigns/1/breakdown?items=FAC1&by=group',
  );
});

test.each([
  null,
  '',
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
])('never leads elsewhere: %p', (next) => {
  expect(nextAddress(next)).toBe('/');
});
