import type { TextsQuery } from '@duwen/shared/api';

export const TEXT_PANELS = ['read', 'themes', 'agreement', 'counts'] as const;
export type TextPanel = (typeof TEXT_PANELS)[number];
export const SHOWN_BY = ['answers', 'sentences'] as const;
export const CODED = ['any', 'none', 'mine'] as const;

/** What of the open answers is on screen; the address holds it whole. */
export interface TextsView {
  /** null: the first open item. */
  readonly item: string | null;
  readonly panel: TextPanel;
  readonly query: TextsQuery;
}

/** As many as the API takes. */
const MOST_PAGES = 100_000;

const oneOf = <T extends string>(values: readonly T[], value: string | null): T =>
  values.find((known) => known === value) ?? values[0]!;

/** Reads a view from an address's query; what it does not know it leaves out. */
export function readTextsView(search: URLSearchParams): TextsView {
  const page = Number(search.get('page'));
  const group = search.get('group');
  const theme = search.get('theme');
  return {
    item: search.get('item'),
    panel: oneOf(TEXT_PANELS, search.get('panel')),
    query: {
      ...(group ? { group } : {}),
      ...(theme ? { theme } : {}),
      search: (search.get('search') ?? '').slice(0, 80),
      by: oneOf(SHOWN_BY, search.get('by')),
      coded: oneOf(CODED, search.get('coded')),
      page: Number.isInteger(page) && page > 0 && page <= MOST_PAGES ? page : 1,
    },
  };
}

/** The address's query of a view; what is as usual is left out. */
export function writeTextsView({ item, panel, query }: TextsView): URLSearchParams {
  const search = new URLSearchParams();
  if (item !== null) search.set('item', item);
  if (panel !== 'read') search.set('panel', panel);
  for (const [name, value] of textsQueryParameters(query)) search.set(name, value);
  return search;
}

/** The parameters that the API takes. */
export function textsQueryParameters(query: TextsQuery): [name: string, value: string][] {
  const { group, search, by, coded, theme, page } = query;
  const parameters: [string, string][] = [];
  if (group) parameters.push(['group', group]);
  if (search !== '') parameters.push(['search', search]);
  if (by !== 'answers') parameters.push(['by', by]);
  if (coded !== 'any') parameters.push(['coded', coded]);
  if (theme) parameters.push(['theme', theme]);
  if (page > 1) parameters.push(['page', String(page)]);
  return parameters;
}
