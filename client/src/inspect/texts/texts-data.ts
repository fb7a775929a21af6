import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  CodeInput,
  CoderAgreement,
  ItemTerms,
  ItemThemes,
  OpenItem,
  TextPage,
  TextsQuery,
  TextTheme,
  ThemeChange,
  ThemeCounts,
} from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';
import { textsQueryParameters } from './texts-view';

const textsKey = (id: string) => [...campaignKey(id), 'texts'] as const;
const itemKey = (id: string, item: string) => [...textsKey(id), item] as const;
const itemPath = (id: string, item: string, rest = ''): string =>
  campaignPath(id, `/texts/${encodeURIComponent(item)}${rest}`);

export function useOpenItems(id: string): UseQueryResult<OpenItem[]> {
  return useQuery({
    queryKey: textsKey(id),
    queryFn: ({ signal }) => call<OpenItem[]>(campaignPath(id, '/texts'), { signal }),
  });
}

/** A page of answers; the last one stays while the next is on its way. */
export function useTextPage(id: string, item: string, query: TextsQuery): UseQueryResult<TextPage> {
  const parameters = new URLSearchParams(textsQueryParameters(query)).toString();
  return useQuery({
    queryKey: [...itemKey(id, item), 'page', parameters],
    queryFn: ({ signal }) => call<TextPage>(itemPath(id, item, `?${parameters}`), { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useItemTerms(id: string, item: string): UseQueryResult<ItemTerms> {
  return useQuery({
    queryKey: [...itemKey(id, item), 'terms'],
    queryFn: ({ signal }) => call<ItemTerms>(itemPath(id, item, '/terms'), { signal }),
  });
}

export function useItemThemes(id: string, item: string): UseQueryResult<ItemThemes> {
  return useQuery({
    queryKey: [...itemKey(id, item), 'themes'],
    queryFn: ({ signal }) => call<ItemThemes>(itemPath(id, item, '/themes'), { signal }),
  });
}

export function useThemeCounts(id: string, item: string): UseQueryResult<ThemeCounts> {
  return useQuery({
    queryKey: [...itemKey(id, item), 'counts'],
    queryFn: ({ signal }) => call<ThemeCounts>(itemPath(id, item, '/counts'), { signal }),
    staleTime: 0,
  });
}

export function useAgreement(
  id: string,
  item: string,
  coders: { readonly one: string; readonly other: string } | null,
): UseQueryResult<CoderAgreement> {
  const query = new URLSearchParams({ ...coders }).toString();
  return useQuery({
    queryKey: [...itemKey(id, item), 'agreement', query],
    queryFn: ({ signal }) => call<CoderAgreement>(itemPath(id, item, `/agreement?${query}`), { signal }),
    enabled: coders !== null,
    staleTime: 0,
  });
}

/** Makes a theme (`theme` null) or changes one. */
export function useThemeSaving(id: string, item: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ theme, values }: { readonly theme: string | null; readonly values: ThemeChange }) => {
      const { name, description } = values;
      return theme === null
        ? call<TextTheme>(itemPath(id, item, '/themes'), { method: 'POST', body: { name, description } })
        : call<TextTheme>(itemPath(id, item, `/themes/${theme}`), { method: 'PUT', body: values });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [...itemKey(id, item), 'themes'] }),
  });
}

interface Code extends CodeInput {
  readonly key: string;
}

/**
 * Writes a code down. The pages that are shown follow at once and stay as they are otherwise: an answer does not leave a
 * list of uncoded ones under the coder's hand.
 */
export function useCoding(id: string, item: string) {
  const client = useQueryClient();
  const show = (key: string, coded: readonly string[] | null): void => {
    client.setQueriesData<TextPage>({ queryKey: [...itemKey(id, item), 'page'] }, (page) =>
      page
        ? {
            ...page,
            answers: page.answers.map((answer) => (answer.key === key ? { ...answer, coded } : answer)),
          }
        : page,
    );
  };
  return useMutation({
    mutationFn: ({ key, ...body }: Code) =>
      call<undefined>(itemPath(id, item, `/codes/${key}`), { method: 'PUT', body }),
    onMutate: ({ key, themes, settled }) => {
      if (!settled) show(key, themes);
    },
    onError: () => client.invalidateQueries({ queryKey: [...itemKey(id, item), 'page'] }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: [...itemKey(id, item), 'themes'] }),
        client.invalidateQueries({ queryKey: [...itemKey(id, item), 'agreement'] }),
        client.invalidateQueries({ queryKey: [...itemKey(id, item), 'page'], refetchType: 'none' }),
      ]);
    },
  });
}
