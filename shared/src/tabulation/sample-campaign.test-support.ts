import type { CampaignCodebook, CampaignItem, ItemKind, Option } from '../codebook/index.js';
import type { Columns, StratumColumn } from './columns.js';
import { STRATA, type Stratum } from './request.js';

/** An item with options of the given favourable and missing flags; scores count down from the first option. */
export function sampleItem(
  code: string,
  shape: {
    kind?: ItemKind;
    options?: readonly ('favourable' | 'other' | 'missing')[];
    scored?: boolean;
    min?: number;
    max?: number;
    indicators?: readonly string[];
    labels?: readonly { zh: string; en: string }[];
    groups?: readonly string[];
    title?: { zh: string; en: string };
  } = {},
): CampaignItem {
  const { kind = 'single', options = [], scored = true } = shape;
  const valid = options.filter((option) => option !== 'missing').length;
  return {
    code,
    kind,
    options: options.map((option, index): Option => ({
      value: option === 'missing' ? 9 : valid - index,
      label: shape.labels?.[index] ?? { zh: `选项${index + 1}`, en: `option ${index + 1}` },
      score: option === 'missing' || !scored ? null : valid - index,
      missing: option === 'missing',
      favourable: option === 'favourable',
      exclusive: false,
      stage: null,
    })),
    scale: scored
      ? {
          code: 'S',
          label: { zh: '满意度', en: 'Satisfaction' },
          type: 'ordinal',
          favourable: [5, 4],
          missing: [9],
        }
      : null,
    reverse: false,
    indicators: shape.indicators ?? [],
    stratum: null,
    min: shape.min ?? null,
    max: shape.max ?? null,
    attention: null,
    wording: new Map(
      (shape.groups ?? ['teacher']).map((group) => [group, shape.title ?? { zh: `题目${code}` }]),
    ),
  };
}

export const sampleCodebook = (items: readonly CampaignItem[]): CampaignCodebook => ({
  items,
  byCode: new Map(items.map((item) => [item.code, item])),
});

/** Columns of `length` responses; strata that are not given have no categories. */
export function sampleColumns(parts: {
  length: number;
  items: Readonly<Record<string, ArrayLike<number>>>;
  strata?: Readonly<Partial<Record<Stratum, { keys: readonly string[]; codes: ArrayLike<number> }>>>;
  flags?: ArrayLike<number>;
  live?: ArrayLike<number>;
}): Columns {
  const { length } = parts;
  const stratum = (name: Stratum): StratumColumn => {
    const given = parts.strata?.[name];
    return {
      codes: Uint16Array.from(given?.codes ?? new Array<number>(length).fill(0)),
      categories: (given?.keys ?? []).map((key) => ({ key, label: { zh: key, en: key } })),
    };
  };
  return {
    length,
    items: new Map(Object.entries(parts.items).map(([code, codes]) => [code, Uint16Array.from(codes)])),
    strata: Object.fromEntries(STRATA.map((name) => [name, stratum(name)])) as Record<Stratum, StratumColumn>,
    flags: Uint8Array.from(parts.flags ?? new Array<number>(length).fill(0)),
    live: Uint8Array.from(parts.live ?? new Array<number>(length).fill(1)),
  };
}

/** Columns of which these items take a byte a response, as the matrix keeps them. */
export function withBytes(codes: readonly string[], parts: Parameters<typeof sampleColumns>[0]): Columns {
  const columns = sampleColumns(parts);
  const items = [...columns.items].map(([code, column]): [string, Uint8Array | Uint16Array] => [
    code,
    codes.includes(code) ? Uint8Array.from(column) : column,
  ]);
  return { ...columns, items: new Map(items) };
}
