import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { SavedView, SavedViewInput } from '@duwen/shared/api';
import { call } from '../../../ui/api-client';
import { campaignKey, campaignPath } from '../../campaigns/campaign-data';

const viewsKey = (id: string) => [...campaignKey(id), 'views'] as const;
const viewPath = (id: string, view: string): string => campaignPath(id, `/views/${encodeURIComponent(view)}`);

/** The campaign's saved views that the user may see. */
export function useSavedViews(id: string, enabled: boolean): UseQueryResult<SavedView[]> {
  return useQuery({
    queryKey: viewsKey(id),
    queryFn: ({ signal }) => call<SavedView[]>(campaignPath(id, '/views'), { signal }),
    enabled,
  });
}

/** Saving (`id` null), changing and deleting; the list follows. */
export function useSavedViewChanges(campaignId: string) {
  const client = useQueryClient();
  const onSuccess = (): Promise<void> => client.invalidateQueries({ queryKey: viewsKey(campaignId) });
  const save = useMutation({
    mutationFn: ({ id, values }: { readonly id: string | null; readonly values: SavedViewInput }) =>
      id === null
        ? call<SavedView>(campaignPath(campaignId, '/views'), { method: 'POST', body: values })
        : call<SavedView>(viewPath(campaignId, id), { method: 'PUT', body: values }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => call<undefined>(viewPath(campaignId, id), { method: 'DELETE' }),
    onSuccess,
  });
  return { save, remove };
}
