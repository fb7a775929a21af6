import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { campaignMatrix, type CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import {
  protectTable,
  protectTallies,
  tabulate,
  tabulateTable,
  type ProtectedItem,
  type ProtectedRow,
  type Stratum,
  type Tallies,
  type TableRequest,
} from '@duwen/shared/tabulation';
import { maximum, type Constraint } from '../../shared/src/tabulation/disclosure/linear-program.test-support';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type TestServer } from './server.test-support';

/** A tenth of the demo round: its schools are as many, so small cells are the rule. */
const RESPONSES = 3000;

let server: TestServer;
let matrix: CampaignMatrix;

beforeAll(async () => {
  server = await startTestServer();
  matrix = await campaignMatrix(await seedYangpu({ responses: RESPONSES, seed: 2019 }));
}, 120_000);
afterAll(() => server.close());

const minimum = (): number => matrix.campaign.minimumCell;
const isSmall = (count: number): boolean => count > 0 && count < minimum();
const tell = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function talliesBy(by: Stratum, group?: string): Tallies {
  const items = matrix.codebook.items.filter(({ kind }) => kind === 'single').map(({ code }) => code);
  const filter = group === undefined ? {} : { group: [group] };
  return tabulate(matrix.columns, matrix.codebook, { items, by, filter, quality: 'all' });
}

/** What an attacker knows of an item's table: a variable per row (the unplaced last) and place (0: missing, k + 1: option k). */
function knownOf({ item, rows, unplaced }: Tallies['items'][number], printed: ProtectedItem): Constraint[] {
  const width = item.options.length + 1;
  const lines = rows.length + (unplaced.asked > 0 ? 1 : 0);
  const everywhere = (keep: (option: (typeof item.options)[number] | null) => boolean): number[] =>
    [null, ...item.options].flatMap((option, place) => (keep(option) ? [place] : []));
  const constraints: Constraint[] = [];
  const learn = (row: ProtectedRow, of: readonly number[]): void => {
    const equal = (places: readonly number[], bound: number | null): void => {
      const terms = new Map(of.flatMap((line) => places.map((place) => [line * width + place, 1] as const)));
      if (bound !== null) constraints.push({ terms, relation: '=', bound });
    };
    equal(
      everywhere(() => true),
      row.asked,
    );
    equal([0], row.missing);
    equal(
      everywhere((option) => option?.missing === true),
      row.dontKnow,
    );
    equal(
      everywhere((option) => option?.missing === false),
      row.n,
    );
    equal(
      everywhere((option) => option?.favourable === true),
      row.favourable,
    );
    row.counts.forEach((count, option) => equal([option + 1], count));
  };
  printed.rows.forEach((row, line) => learn(row, [line]));
  learn(printed.total, [...Array(lines).keys()]);
  return constraints;
}

test('no linear attack on the demo round’s items by group finds a count under the minimum', () => {
  const tallies = talliesBy('group');
  const { items } = protectTallies(tallies, minimum());
  let attacked = 0;
  const exposed = tallies.items.flatMap((tally, index) => {
    const constraints = knownOf(tally, items[index]!);
    const width = tally.item.options.length + 1;
    const variables = width * (tally.rows.length + 1);
    return tally.rows.flatMap((row, line) =>
      row.counts.flatMap((count, option) => {
        if (!isSmall(count)) return [];
        attacked += 1;
        const most = maximum(variables, constraints, new Map([[line * width + option + 1, 1]]));
        return most !== null && most >= minimum() - 1e-6
          ? []
          : [`${tally.item.code} ${line}/${option}: ${count}`];
      }),
    );
  });
  expect(attacked).toBeGreaterThan(100);
  expect(exposed).toEqual([]);
});

test('what the demo round’s items show is true and never small; how much is withheld is told', () => {
  for (const { code } of matrix.campaign.groups) {
    const tallies = talliesBy('unit', code);
    const begun = performance.now();
    const { items } = protectTallies(tallies, minimum());
    const milliseconds = performance.now() - begun;
    let [cells, small, withheld, wrong] = [0, 0, 0, 0];
    items.forEach(({ rows }, index) =>
      rows.forEach((row, line) =>
        row.counts.forEach((shown, option) => {
          const count = tallies.items[index]!.rows[line]!.counts[option]!;
          if (shown !== null && (shown !== count || isSmall(shown))) wrong += 1;
          if (count === 0) return;
          cells += 1;
          if (isSmall(count)) small += 1;
          if (shown === null) withheld += 1;
        }),
      ),
    );
    expect(wrong).toBe(0);
    if (cells === 0) continue;
    tell(
      `${code} by unit: ${percent(small, cells)} of ${cells} counts small, ${percent(withheld, cells)} withheld, ${milliseconds.toFixed(0)} ms`,
    );
  }
});

test('tables of any variables, too', () => {
  const scale = matrix.codebook.items.find(
    ({ kind, wording }) => kind === 'single' && wording.has('parent'),
  )!;
  const unit = { stratum: 'unit' } as const;
  const group = { stratum: 'group' } as const;
  const several = matrix.codebook.items.find(({ kind }) => kind === 'multiple')!;
  const shapes: Pick<TableRequest, 'rows' | 'columns' | 'measure' | 'of'>[] = [
    { rows: [unit], columns: [group], measure: 'count', of: null },
    { rows: [unit], columns: [{ stratum: 'day' }], measure: 'rowPercent', of: null },
    { rows: [unit], columns: [{ item: several.code }], measure: 'count', of: null },
    { rows: [{ stratum: 'street' }, unit], columns: [], measure: 'mean', of: scale.code },
    { rows: [{ stratum: 'stage' }], columns: [group], measure: 'favourable', of: scale.code },
  ];
  for (const shape of shapes) {
    const request = { ...shape, base: 'answered', weighted: false, filter: {}, quality: 'all' } as const;
    const tallies = tabulateTable(matrix.columns, matrix.codebook, request);
    const begun = performance.now();
    const { cells, disclosure } = protectTable(tallies, minimum());
    const milliseconds = performance.now() - begun;
    const wrong = cells
      .flat()
      .filter(({ count }, place) => count !== null && (count !== tallies.persons[place] || isSmall(count)));
    expect(wrong).toEqual([]);
    const occurring = cells.flat().filter((_, place) => tallies.persons[place]! > 0);
    expect(occurring.some(({ suppression }) => suppression === 'none')).toBe(true);
    const withheld = occurring.filter(({ suppression }) => suppression !== 'none').length;
    tell(
      `${JSON.stringify(shape)}: ${disclosure.primary} small, ${percent(withheld, occurring.length)} of ${occurring.length} cells withheld, ${milliseconds.toFixed(0)} ms`,
    );
  }
});
