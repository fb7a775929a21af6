import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Frame } from '../codebook/index.js';
import { maximum, type Constraint } from '../tabulation/disclosure/linear-program.test-support.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import { breakDown } from './break-down.js';
import type { Share } from './breakdown.js';

const MINIMUM = 5;
const codebook = sampleCodebook([sampleItem('A', { options: ['favourable', 'other'] })]);
const UNITS = ['u1', 'u2', 'u3'];

/** Per group and unit how many are favourable and how many not, and how many people the unit has. */
type Cell = { favourable: number; other: number; people: number };
const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 50 }));
const cells = fc
  .record({ groups: fc.integer({ min: 1, max: 3 }), units: fc.integer({ min: 0, max: 2 }) })
  .chain(({ groups, units }) =>
    fc.array(
      fc.array(fc.record({ favourable: count, other: count, people: fc.integer({ min: 60, max: 900 }) }), {
        minLength: Math.max(1, units),
        maxLength: Math.max(1, units),
      }),
      { minLength: groups, maxLength: groups },
    ),
  );

function breakdownOf(truth: readonly (readonly Cell[])[]) {
  const named = truth[0]!.length > 1;
  const rows = truth.flatMap((group, g) =>
    group.flatMap(({ favourable, other }, u) => [
      ...Array.from({ length: favourable }, () => ({ group: g + 1, unit: named ? u + 1 : 0, code: 2 })),
      ...Array.from({ length: other }, () => ({ group: g + 1, unit: named ? u + 1 : 0, code: 3 })),
    ]),
  );
  const keys = truth.map((_, g) => `g${g}`);
  const columns = sampleColumns({
    length: rows.length,
    items: { A: rows.map(({ code }) => code) },
    strata: {
      group: { keys, codes: rows.map(({ group }) => group) },
      unit: { keys: UNITS, codes: rows.map(({ unit }) => unit) },
    },
  });
  const frame: Frame = new Map(
    truth.map((group, g) => [
      `g${g}`,
      {
        count: group.reduce((sum, { people }) => sum + people, 0),
        units: new Map(named ? group.map(({ people }, u) => [UNITS[u]!, people]) : []),
      },
    ]),
  );
  const { items } = breakDown({
    columns,
    codebook,
    request: { items: ['A'], by: 'group', filter: {}, quality: 'all', weighted: true },
    minimumCell: MINIMUM,
    asOf: '',
    frame,
  });
  return items[0]!;
}

/** What a person of each cell stands for, as an attacker can work out from the frame and the returns. */
function weightsOf(truth: readonly (readonly Cell[])[]): number[][] {
  return truth.map((group) => {
    const size = ({ favourable, other }: Cell): number => favourable + other;
    const people = group.reduce((sum, cell) => sum + cell.people, 0);
    const stoodFor = group.reduce((sum, cell) => sum + (size(cell) > 0 ? cell.people : 0), 0);
    return group.map((cell) => ((cell.people / Math.max(1, size(cell))) * people) / Math.max(1, stoodFor));
  });
}

/** The counts under the minimum of which all that is shown says that they are. */
function exposed(truth: readonly (readonly Cell[])[]): string[] {
  const item = breakdownOf(truth);
  const weights = weightsOf(truth);
  const units = truth[0]!.length;
  const greatest = Math.max(...weights.flat());
  const variable = (g: number, u: number, kind: 0 | 1): number => (g * units + u) * 2 + kind;
  const constraints: Constraint[] = [];
  const tell = (groups: readonly number[], share: Share): void => {
    const each = groups.flatMap((g) => truth[g]!.map((_, u) => [g, u] as const));
    const sum = (kinds: readonly (0 | 1)[], factor: (g: number, u: number, kind: 0 | 1) => number) =>
      new Map(
        each.flatMap(([g, u]) => kinds.map((kind) => [variable(g, u, kind), factor(g, u, kind)] as const)),
      );
    constraints.push({ terms: sum([0], () => 1), relation: '=', bound: share.count });
    constraints.push({ terms: sum([1], () => 1), relation: '=', bound: share.n - share.count });
    const half = 0.5 * 10 ** -(share.decimals ?? 6) + 1e-9;
    for (const [limit, relation] of [
      [share.share + half, '<='],
      [share.share - half, '>='],
    ] as const) {
      const terms = sum(
        [0, 1],
        (g, u, kind) => (weights[g]![u]! / greatest) * ((kind === 0 ? 1 : 0) - limit),
      );
      constraints.push({ terms, relation, bound: 0 });
    }
  };
  item.rows.forEach(({ favourable }, g) => favourable && tell([g], favourable));
  if (item.total.favourable) tell([...truth.keys()], item.total.favourable);
  return truth.flatMap((group, g) =>
    group.flatMap(({ favourable, other }, u) =>
      ([favourable, other] as const).flatMap((value, kind) => {
        if (value < 1 || value >= MINIMUM) return [];
        const most = maximum(
          2 * units * truth.length,
          constraints,
          new Map([[variable(g, u, kind as 0 | 1), 1]]),
        );
        if (most === null) throw new Error('the published figures contradict each other');
        return most < MINIMUM - 0.01 ? [`${g}/${u}/${kind}: ${value}, at most ${most}`] : [];
      }),
    ),
  );
}

describe('what weighted shares show beside the plain counts', () => {
  test('no linear attack on rows and total finds a count under the minimum, of a group or of a school in it', () => {
    fc.assert(
      fc.property(cells, (truth) => {
        fc.pre(truth.some((group) => group.some(({ favourable, other }) => favourable + other > 0)));
        expect(exposed(truth)).toEqual([]);
      }),
      { numRuns: 500, interruptAfterTimeLimit: 20_000 },
    );
  });

  test('a school of many people and few answers in a row of two is not given away; many like schools are told', () => {
    const pair = [[{ favourable: 30, other: 10, people: 60 }, { favourable: 2, other: 9, people: 900 }]]; // prettier-ignore
    expect(breakdownOf(pair).rows[0]!).toMatchObject({ favourable: null, suppression: 'cells' });
    const alike = [UNITS.map(() => ({ favourable: 20, other: 10, people: 300 }))];
    expect(breakdownOf(alike).rows[0]!.favourable!.share).toBeCloseTo(2 / 3, 6);
  });
});
