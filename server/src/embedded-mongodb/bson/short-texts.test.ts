import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ShortTexts } from './short-texts.js';

describe('texts met again', () => {
  test('every text is read as it is, however often and after whatever others', () => {
    const texts = new ShortTexts();
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 })), (list) => {
        for (const text of [...list, ...list]) {
          const bytes = Buffer.from(`<${text}>`);
          expect(texts.read(bytes, 1, bytes.length - 1)).toBe(bytes.toString('utf8', 1, bytes.length - 1));
        }
      }),
    );
  });

  test('a field whose texts are all different is read all the same', () => {
    const texts = new ShortTexts();
    for (let n = 0; n < 20_000; n += 1) {
      const bytes = Buffer.from(`school-${n}`);
      expect(texts.read(bytes, 0, bytes.length)).toBe(`school-${n}`);
    }
  });
});
