import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import { sampleItem } from './sample-campaign.test-support.js';
import type { Measure } from './table-request.js';
import type { TableTallies } from './table-tallies.js';

/** People who are alike: their row and columns (null: none), how they answered the item (null: not at all), and how many. */
export interface Alike {
  readonly row: number | null;
  readonly columns: readonly number[];
  readonly answer: number | null;
  readonly people: number;
}

const heads = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => [
    { key: String(index + 1), label: { zh: `${name}${index + 1}` } },
  ]);

/** The tallies of a table of units by stages, or by a several-choice item's options where somebody is in several columns. */
export function sampleTable(shape: {
  readonly rows: number;
  readonly columns: number;
  readonly people: readonly Alike[];
  readonly several?: boolean;
  readonly of?: CampaignItem | null;
  readonly measure?: Measure;
}): TableTallies {
  const { rows, columns, people, several = false, of = null, measure = of ? 'mean' : 'count' } = shape;
  const width = columns + 1;
  const places = (alike: Alike): number[] => {
    const down = alike.row === null ? [rows] : [alike.row, rows];
    return down.flatMap((row) => [...alike.columns, columns].map((column) => row * width + column));
  };
  const size = (rows + 1) * width;
  const persons = new Uint32Array(size);
  const answers = {
    n: new Uint32Array(size),
    favourable: new Uint32Array(size),
    sum: new Float64Array(size),
    squares: new Float64Array(size),
  };
  const codes = FIRST_CODE + (of?.options.length ?? 0);
  const figures = new Uint32Array(size * codes);
  for (const alike of people) {
    const option = alike.answer === null ? undefined : of?.options[alike.answer];
    const code = alike.answer === null ? NO_ANSWER : FIRST_CODE + alike.answer;
    for (const place of places(alike)) {
      persons[place]! += alike.people;
      if (of) figures[place * codes + code]! += alike.people;
      if (!option || option.missing) continue;
      answers.n[place]! += alike.people;
      answers.favourable[place]! += option.favourable ? alike.people : 0;
      answers.sum[place]! += (option.score ?? 0) * alike.people;
      answers.squares[place]! += (option.score ?? 0) ** 2 * alike.people;
    }
  }
  const everywhere = [...persons.keys()];
  const item = sampleItem('M', { kind: 'multiple', options: Array.from({ length: columns }, () => 'other') });
  const severalChoice = {
    ...item,
    options: item.options.map((option, index) => ({ ...option, value: index + 1 })),
  };
  return {
    request: {
      rows: rows > 0 ? [{ stratum: 'street' }] : [],
      columns: columns > 0 ? [several ? { item: 'M' } : { stratum: 'stage' }] : [],
      measure,
      of: of?.code ?? null,
      base: 'all',
      weighted: false,
      filter: {},
      quality: 'all',
    },
    rows: heads('行', rows),
    columns: heads('列', columns),
    of,
    severalChoice: several ? severalChoice : null,
    responses: persons[size - 1]!,
    persons,
    answers: of ? answers : null,
    cells: {
      row: Uint16Array.from(everywhere, (place) => Math.floor(place / width)),
      column: Uint16Array.from(everywhere, (place) => place % width),
      group: new Uint16Array(size),
      unit: new Uint16Array(size),
    },
    clusterPersons: persons,
    clusterAnswers: of ? { width: codes, figures } : null,
  };
}
