import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBlock, encodeBlock } from './chunk-format.js';
import { findKey, KEY_BYTES, responseKey } from './response-key.js';
import { RowBlockBuilder, slicesOf, type RowBlock } from './row-block.js';
import { layoutSignature, type RowLayout } from './row-layout.js';

const layout: RowLayout = {
  places: new Map([
    ['parent.1', ['A', 'M', null]],
    ['teacher.1', ['B', 'A']],
  ]),
  wide: new Set(['M']),
};

const response = fc
  .record({
    version: fc.constantFrom('parent.1', 'teacher.1'),
    unit: fc.constantFrom('S1', '学校二', null),
    stage: fc.constantFrom('primary', null),
    flags: fc.integer({ min: 0, max: 15 }),
    submittedAt: fc.integer({ min: 0, max: 2 ** 41 }),
    seconds: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 90_000 })),
    codes: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 255 })),
  })
  .map(({ codes, ...rest }) => ({
    ...rest,
    stage: rest.stage as 'primary' | null,
    group: rest.version.split('.')[0]!,
    row: new Uint8Array(Uint16Array.from(rest.version === 'parent.1' ? [...codes, 2] : codes).buffer),
  }));

function block(responses: readonly Parameters<RowBlockBuilder['add']>[0][]) {
  const builder = new RowBlockBuilder(layout, responses.length);
  responses.forEach((one, index) => builder.add(one, `id ${index}`));
  return builder.finish();
}

const plain = ({ rows, dictionaries, keys, items, ...columns }: RowBlock) => ({
  rows,
  dictionaries,
  keys: Object.entries(keys).map(([key, column]) => [key, [...column]]),
  items: [...items].map(([code, column]) => [code, [...column]]),
  columns: (['flags', 'seconds', 'submittedAt', 'hashLow', 'hashHigh'] as const).map((name) => [
    ...columns[name],
  ]),
});

describe('a chunk', () => {
  it('gives back the block that it was made of, and the same bytes every time', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 40 }), (responses) => {
        const made = block(responses);
        const encoded = encodeBlock(made);
        expect(plain(decodeBlock(encoded))).toEqual(plain(made));
        expect(encodeBlock(block(responses))).toEqual(encoded);
      }),
    );
  });

  it('holds items of several hundred codes, and "not asked" where a version lacks an item', () => {
    const rest = { unit: null, stage: null, flags: 0, submittedAt: 0, seconds: null };
    const decoded = decodeBlock(
      encodeBlock(
        block([
          {
            ...rest,
            version: 'parent.1',
            group: 'parent',
            row: new Uint8Array(Uint16Array.of(3, 601, 2).buffer),
          },
          {
            ...rest,
            version: 'teacher.1',
            group: 'teacher',
            row: new Uint8Array(Uint16Array.of(4, 5).buffer),
          },
        ]),
      ),
    );
    expect([...decoded.items].map(([code, column]) => [code, [...column]])).toEqual([
      ['A', [3, 5]],
      ['B', [0, 4]],
      ['M', [601, 0]],
    ]);
  });

  it('is refused where bytes do not reach for its columns, or a column is missing', () => {
    const rest = { unit: null, stage: null, flags: 0, submittedAt: 0, seconds: null };
    const encoded = encodeBlock(
      block([{ ...rest, version: 'teacher.1', group: 'teacher', row: new Uint8Array(4) }]),
    );
    expect(() => decodeBlock({ ...encoded, rows: 1000 })).toThrow(RangeError);
    expect(() => decodeBlock({ ...encoded, columns: encoded.columns.slice(1) })).toThrow(RangeError);
  });
});

it('a block is the same in slices', () => {
  const builder = new RowBlockBuilder(layout, 20_000);
  for (let nr = 0; nr < 20_000; nr += 1) {
    const row = new Uint8Array(Uint16Array.of(nr % 7, 2 + (nr % 5)).buffer);
    const times = { submittedAt: nr, seconds: nr % 100 };
    builder.add(
      { version: 'teacher.1', group: 'teacher', unit: null, stage: null, flags: 0, row, ...times },
      null,
    );
  }
  const whole = builder.finish();
  const slices = [...slicesOf(whole)];
  expect(slices.length).toBeGreaterThan(1);
  expect(slices.flatMap((slice) => [...slice.submittedAt])).toEqual([...whole.submittedAt]);
  expect(slices.flatMap((slice) => [...slice.items.get('B')!])).toEqual([...whole.items.get('B')!]);
});

it('a layout’s signature is that of the versions asked for', () => {
  const more: RowLayout = { ...layout, places: new Map([...layout.places, ['parent.2', ['A', 'C']]]) };
  expect(layoutSignature(more, ['parent.1'])).toBe(layoutSignature(layout, ['parent.1']));
  expect(layoutSignature({ ...layout, wide: new Set(['A']) }, ['parent.1'])).not.toBe(
    layoutSignature(layout, ['parent.1']),
  );
  expect(layoutSignature(layout, ['parent.2'])).toBeNull();
});

it('finds the key of an id, of any make', () => {
  const ids = ['AAECAwQFBgcICQoLDA0ODw', 'another make of id', '姓名'];
  const keys = new Uint8Array(ids.length * KEY_BYTES);
  ids.forEach((id, index) => keys.set(responseKey(id), index * KEY_BYTES));
  expect(ids.map((id) => findKey(keys, ids.length, responseKey(id)))).toEqual([0, 1, 2]);
  expect(findKey(keys, 2, responseKey(ids[2]!))).toBe(-1);
  expect(findKey(keys, 3, responseKey('nobody'))).toBe(-1);
  expect([...responseKey(ids[0]!)]).toEqual(Array.from({ length: 16 }, (_, byte) => byte));
});
