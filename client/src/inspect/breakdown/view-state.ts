import { breakdownQuery, breakdownQuerySchema, tableQuery, tableQuerySchema } from '@duwen/shared/api';
import { STRATA, type BreakdownRequest, type Stratum, type TableRequest } from '@duwen/shared/tabulation';
import { readOrder, writeOrder, type RowOrder } from './row-order';

export type { RowOrder } from './row-order';

/** `questions`: items by the categories of one stratum; `table`: any variables by any others. */
export const WAYS = ['questions', 'table'] as const;
export type Way = (typeof WAYS)[number];
export const DISPLAYS = ['table', 'bars', 'heat', 'dots', 'funnel', 'trend'] as const;
/** How the questions' way is shown. */
export type Display = (typeof DISPLAYS)[number];

/** What the table's way asks for; whose answers, and whether weighted, both ways have in common. */
export type TableShape = Pick<TableRequest, 'rows' | 'columns' | 'measure' | 'of' | 'base'>;

/** All that an analysis on screen depends on. The address bar holds it whole, so that a view can be shared. */
export interface BreakdownView {
  readonly way: Way;
  readonly request: BreakdownRequest;
  readonly table: TableShape;
  readonly display: Display;
  readonly order: RowOrder;
  /** Keys of the rows that stand on top; two of them are compared. */
  readonly pinned: readonly string[];
  /** Another round to compare with: its campaign's id. */
  readonly beside: string | null;
  /** Whether the table's cells have their intervals written under the figure. */
  readonly intervals: boolean;
}

const EMPTY_REQUEST: BreakdownRequest = {
  items: [],
  by: null,
  filter: {},
  where: null,
  quality: 'all',
  weighted: false,
};
const EMPTY_TABLE: TableShape = {
  rows: [],
  columns: [],
  measure: 'rowPercent',
  of: null,
  base: 'answered',
};
export const EMPTY_VIEW: BreakdownView = {
  way: 'questions',
  request: EMPTY_REQUEST,
  table: EMPTY_TABLE,
  display: 'table',
  order: null,
  pinned: [],
  beside: null,
  intervals: false,
};

const POPULATION_NAMES = ['quality', 'weighted', 'where', ...STRATA.map((stratum) => `filter.${stratum}`)];
const TABLE_NAMES = ['rows', 'columns', 'measure', 'of', 'base'];

const oneOf = <T extends string>(values: readonly T[], value: string | null): T =>
  values.find((known) => known === value) ?? values[0]!;

function pick(search: URLSearchParams, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

/** Reads a view from an address's query. What it does not know it leaves out: an old or mistyped link still opens. */
export function readView(search: URLSearchParams): BreakdownView {
  return {
    way: oneOf(WAYS, search.get('way')),
    request: readRequest(search),
    table: readTable(search),
    display: oneOf(DISPLAYS, search.get('view')),
    order: readOrder(search.get('order')),
    pinned: (search.get('pin') ?? '').split(',').filter(Boolean),
    beside: /^[0-9a-f]{24}$/.exec(search.get('beside') ?? '')?.[0] ?? null,
    intervals: search.get('intervals') === '1',
  };
}

function readRequest(search: URLSearchParams): BreakdownRequest {
  const query = { items: '', ...pick(search, ['items', 'by', ...POPULATION_NAMES]) };
  const parsed = breakdownQuerySchema.safeParse(query);
  if (parsed.success) return parsed.data;
  return { ...EMPTY_REQUEST, items: (search.get('items') ?? '').split(',').filter(Boolean) };
}

function readTable(search: URLSearchParams): TableShape {
  const parsed = tableQuerySchema.safeParse({
    measure: EMPTY_TABLE.measure,
    ...pick(search, TABLE_NAMES),
  });
  if (!parsed.success) return EMPTY_TABLE;
  const { rows, columns, measure, of, base } = parsed.data;
  return { rows, columns, measure, of, base };
}

/** The query of a view's address; what stands at its default is left out. */
export function writeView(view: BreakdownView): URLSearchParams {
  const search = new URLSearchParams(requestQuery(view.request));
  if (view.request.items.length === 0) search.delete('items');
  for (const [name, value] of tableQuery(tableRequest(view)))
    if (TABLE_NAMES.includes(name) && value !== EMPTY_TABLE[name as 'measure' | 'base'])
      search.set(name, value);
  if (view.way !== WAYS[0]) search.set('way', view.way);
  if (view.display !== DISPLAYS[0]) search.set('view', view.display);
  if (view.order !== null) search.set('order', writeOrder(view.order));
  if (view.pinned.length > 0) search.set('pin', view.pinned.join(','));
  if (view.beside !== null) search.set('beside', view.beside);
  if (view.intervals) search.set('intervals', '1');
  return search;
}

/** The query that the API takes: what the view asks for, without how it is shown. */
export const requestQuery = (request: BreakdownRequest): string => written(breakdownQuery(request));

/** What the table's way of a view asks for. */
export function tableRequest({ table, request }: BreakdownView): TableRequest {
  const { filter, where, quality, weighted } = request;
  return { ...table, filter, where: where ?? null, quality, weighted: weighted ?? false };
}

/** The query that the API takes for a table. */
export const tableRequestQuery = (request: TableRequest): string => written(tableQuery(request));

const written = (query: [string, string][]): string => new URLSearchParams(query).toString();

/** Whether going back in the browser should undo a change by itself: it shows something else, not the same in another order. */
export const isStep = (from: BreakdownView, to: BreakdownView): boolean =>
  from.way !== to.way ||
  from.display !== to.display ||
  from.request.by !== to.request.by ||
  from.beside !== to.beside;

/** The address of a breakdown of some items, within a campaign: what other screens link to. */
export function breakdownAddress(campaignId: string, items: readonly string[], by: Stratum | null): string {
  const view: BreakdownView = { ...EMPTY_VIEW, request: { ...EMPTY_REQUEST, items, by } };
  return `/campaigns/${campaignId}/breakdown?${writeView(view).toString()}`;
}
