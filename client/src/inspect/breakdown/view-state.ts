import { breakdownQuery, breakdownQuerySchema } from '@duwen/shared/api';
import { STRATA, type BreakdownRequest, type Stratum } from '@duwen/shared/tabulation';

export const ROW_ORDERS = ['given', 'high', 'low', 'base'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];
export const DISPLAYS = ['table', 'heat'] as const;
export type Display = (typeof DISPLAYS)[number];

/** All that a breakdown on screen depends on. The address bar holds it whole, so that a view can be shared. */
export interface BreakdownView {
  readonly request: BreakdownRequest;
  readonly display: Display;
  readonly order: RowOrder;
}

const NOTHING: BreakdownRequest = {
  items: [],
  by: null,
  filter: {},
  where: null,
  quality: 'all',
  weighted: false,
};
const QUERY_NAMES = [
  'items',
  'by',
  'quality',
  'weighted',
  'where',
  ...STRATA.map((stratum) => `filter.${stratum}`),
];

const oneOf = <T extends string>(values: readonly T[], value: string | null): T =>
  values.find((known) => known === value) ?? values[0]!;

/** Reads a view from an address's query. What it does not know it leaves out: an old or mistyped link still opens. */
export function readView(search: URLSearchParams): BreakdownView {
  const query: Record<string, string> = { items: '' };
  for (const name of QUERY_NAMES) {
    const value = search.get(name);
    if (value !== null) query[name] = value;
  }
  const parsed = breakdownQuerySchema.safeParse(query);
  const request = parsed.success
    ? parsed.data
    : { ...NOTHING, items: (search.get('items') ?? '').split(',').filter(Boolean) };
  return {
    request,
    display: oneOf(DISPLAYS, search.get('view')),
    order: oneOf(ROW_ORDERS, search.get('order')),
  };
}

/** The query of a view's address; what stands at its default is left out. */
export function writeView(view: BreakdownView): URLSearchParams {
  const search = new URLSearchParams(requestQuery(view.request));
  if (view.request.items.length === 0) search.delete('items');
  if (view.display !== DISPLAYS[0]) search.set('view', view.display);
  if (view.order !== ROW_ORDERS[0]) search.set('order', view.order);
  return search;
}

/** The query that the API takes: what the view asks for, without how it is shown. */
export const requestQuery = (request: BreakdownRequest): string =>
  new URLSearchParams(breakdownQuery(request).map(([name, value]) => [name, value])).toString();

/** The address of a breakdown of some items, within a campaign: what other screens link to. */
export function breakdownAddress(campaignId: string, items: readonly string[], by: Stratum | null): string {
  const view: BreakdownView = { request: { ...NOTHING, items, by }, display: 'table', order: 'given' };
  return `/campaigns/${campaignId}/breakdown?${writeView(view).toString()}`;
}
