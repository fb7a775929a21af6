import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED } from '../coding/index.js';
import type { Columns } from './columns.js';
import { NO_ANSWER_KEY, NOT_ASKED_KEY, type Filter } from './filter.js';
import { STRATA, type Population } from './request.js';
import type { TableRequest } from './table-request.js';
import type { Variable } from './variable.js';

/** Counting said as plainly as possible, one response at a time: what the fast kernel is held against. */
export class SlowCount {
  constructor(
    readonly columns: Columns,
    readonly items: readonly CampaignItem[],
  ) {}

  item(code: string): CampaignItem {
    return this.items.find((item) => item.code === code)!;
  }

  code(row: number, item: string): number {
    return this.columns.items.get(item)?.[row] ?? NOT_ASKED;
  }

  /** All categories that a response is in, of whatever base. */
  categories(row: number, variable: Variable): string[] {
    if ('stratum' in variable) {
      const { codes, categories } = this.columns.strata[variable.stratum];
      return codes[row] === 0 ? [] : [categories[codes[row]! - 1]!.key];
    }
    const code = this.code(row, variable.item);
    const { kind, options, min } = this.item(variable.item);
    if (code === NOT_ASKED) return [NOT_ASKED_KEY];
    if (code === NO_ANSWER) return [NO_ANSWER_KEY];
    if (kind === 'text') return [];
    if (kind === 'numeric') return [String(code - FIRST_CODE + (min ?? 0))];
    if (kind === 'single') return [String(options[code - FIRST_CODE]!.value)];
    return options
      .filter((_, index) => code.toString(2).at(-2 - index) === '1')
      .map(({ value }) => String(value));
  }

  holds(row: number, filter: Filter): boolean {
    if ('and' in filter) return filter.and.every((part) => this.holds(row, part));
    if ('or' in filter) return filter.or.some((part) => this.holds(row, part));
    if ('not' in filter) return !this.holds(row, filter.not);
    return this.categories(row, filter.variable).some((key) => filter.in.includes(key));
  }

  keeps(row: number, { filter, where, quality }: Population): boolean {
    const { live, flags, excludedFlags } = this.columns;
    if (live[row] !== 1) return false;
    if (flags[row]! & (excludedFlags ?? 0)) return false;
    if (quality === 'unflagged' && flags[row] !== 0) return false;
    const inStrata = STRATA.every((stratum) => {
      const wanted = filter[stratum] ?? [];
      return wanted.length === 0 || this.categories(row, { stratum }).some((key) => wanted.includes(key));
    });
    return inStrata && (!where || this.holds(row, where));
  }

  kept(population: Population): number[] {
    return [...Array(this.columns.length).keys()].filter((row) => this.keeps(row, population));
  }

  /** Whether an answer to an item is valid; of a single or several choices: any option that isn't "don't know". */
  answered(row: number, item: string): boolean {
    const { options, kind } = this.item(item);
    const keys = this.categories(row, { item });
    if (kind === 'numeric') return this.code(row, item) >= FIRST_CODE;
    return options.some(({ value, missing }) => !missing && keys.includes(String(value)));
  }

  /** The categories of a response that a table's base counts. */
  counted(row: number, variable: Variable, { base }: TableRequest): string[] {
    const keys = this.categories(row, variable);
    if ('stratum' in variable || base === 'all') return keys;
    if (base === 'asked') return keys.filter((key) => key !== NOT_ASKED_KEY);
    const valid = this.item(variable.item).options.filter(({ missing }) => !missing);
    return keys.filter((key) => valid.some(({ value }) => String(value) === key));
  }

  /** Every row of responses of a table, each with the heads it is in: the Cartesian product of its categories. */
  tabled(request: TableRequest): { row: number; rows: string[]; columns: string[] }[] {
    const { base, of } = request;
    return this.kept(request)
      .filter((row) => of === null || base === 'all' || this.code(row, of) !== NOT_ASKED)
      .filter((row) => of === null || base !== 'answered' || this.answered(row, of))
      .map((row) => {
        const heads = (axis: readonly Variable[]): string[] =>
          axis
            .map((variable) => this.counted(row, variable, request))
            .reduce<string[][]>(
              (lists, keys) => lists.flatMap((list) => keys.map((key) => [...list, key])),
              [[]],
            )
            .map((keys) => keys.join('/'));
        return { row, rows: heads(request.rows), columns: heads(request.columns) };
      })
      .filter(({ rows, columns }) => rows.length > 0 && columns.length > 0);
  }
}
