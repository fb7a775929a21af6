import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { BreakdownAnswer } from '@duwen/shared/api';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';
import { requestQuery } from './view-state';

/** Most items on one screen; the workbook has no such limit. */
export const MOST_ITEMS = 60;

/** The breakdown asked for. While the next one is on its way, the last one stays on screen. */
export function useBreakdown(id: string, request: BreakdownRequest): UseQueryResult<BreakdownAnswer> {
  const query = requestQuery(request);
  return useQuery({
    queryKey: [...campaignKey(id), 'breakdown', query],
    queryFn: ({ signal }) => call<BreakdownAnswer>(campaignPath(id, `/breakdown?${query}`), { signal }),
    enabled: request.items.length > 0 && request.items.length <= MOST_ITEMS,
    placeholderData: keepPreviousData,
  });
}
