import type { CampaignItem, ItemKind } from '@duwen/shared/codebook';
import { FIRST_CODE, NO_ANSWER } from '@duwen/shared/coding';
import { STRATA, type Columns, type StratumColumn } from '@duwen/shared/tabulation';
import type { HandedCampaign } from './worker-pool.js';

const GROUPS = 3;
const UNITS = 20;
let editions = 0;

function item(code: string, kind: ItemKind, options: number): CampaignItem {
  return {
    code,
    kind,
    options: Array.from({ length: options }, (_, index) => ({
      value: options - index,
      label: { zh: `选项${options - index}` },
      score: kind === 'single' ? options - index : null,
      missing: false,
      favourable: kind === 'single' && index < 2,
      exclusive: false,
      stage: null,
    })),
    scale: null,
    reverse: false,
    indicators: [],
    stratum: null,
    min: kind === 'numeric' ? 0 : null,
    max: kind === 'numeric' ? 50 : null,
    attention: null,
    wording: new Map(Array.from({ length: GROUPS }, (_, group) => [`g${group}`, { zh: code }])),
  };
}

/** A made-up campaign on shared memory: three rated items, one with several choices, one numeric. */
export function sampleCampaign(length: number): HandedCampaign {
  const items = [
    ...['Q0', 'Q1', 'Q2'].map((code) => item(code, 'single', 5)),
    item('M0', 'multiple', 9),
    item('N0', 'numeric', 0),
  ];
  let state = length + 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const fill = <T extends Uint8Array | Uint16Array>(array: T, code: () => number): T => {
    for (let index = 0; index < length; index += 1) array[index] = code();
    return array;
  };
  const bytes = (code: () => number) => fill(new Uint8Array(new SharedArrayBuffer(length)), code);
  const words = (code: () => number) => fill(new Uint16Array(new SharedArrayBuffer(2 * length)), code);
  const stratum = (prefix: string, categories: number): StratumColumn => ({
    codes: words(() => (categories === 0 ? 0 : below(categories + 1))),
    categories: Array.from({ length: categories }, (_, index) => ({
      key: `${prefix}${index}`,
      label: { zh: `${prefix}${index}` },
    })),
  });
  const strata = Object.fromEntries(STRATA.map((name) => [name, stratum('x', 0)])) as Columns['strata'];
  const columns: Columns = {
    length,
    items: new Map<string, Uint8Array | Uint16Array>([
      ...['Q0', 'Q1', 'Q2'].map((code): [string, Uint8Array] => [code, bytes(() => below(FIRST_CODE + 5))]),
      ['M0', words(() => (below(9) === 0 ? 0 : NO_ANSWER | (below(512) << 1)))],
      ['N0', words(() => below(FIRST_CODE + 51))],
    ]),
    strata: { ...strata, group: stratum('g', GROUPS), unit: stratum('u', UNITS) },
    flags: bytes(() => (below(10) === 0 ? 1 : 0)),
    live: bytes(() => 1),
  };
  const id = `sample-${length}`;
  return {
    id,
    edition: ++editions,
    held: {
      columns,
      codebook: { items, byCode: new Map(items.map((each) => [each.code, each])) },
      frame: new Map(),
      about: { id, name: { zh: '示例' }, synthetic: true },
      minimumCell: 5,
    },
  };
}
