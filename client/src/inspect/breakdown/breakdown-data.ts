import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { BreakdownAnswer, TableAnswer } from '@duwen/shared/api';
import type { BreakdownRequest, TableRequest } from '@duwen/shared/tabulation';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';
import { requestQuery, tableRequestQuery } from './view-state';

/** Most items on one screen; the workbook has no such limit. */
export const MOST_ITEMS = 60;

/** The breakdown asked for. While the next one is on its way, the last one stays on screen. */
export function useBreakdown(
  id: string,
  request: BreakdownRequest,
  enabled = true,
): UseQueryResult<BreakdownAnswer> {
  const query = requestQuery(request);
  return useQuery({
    queryKey: [...campaignKey(id), 'breakdown', query],
    queryFn: ({ signal }) => call<BreakdownAnswer>(campaignPath(id, `/breakdown?${query}`), { signal }),
    enabled: enabled && request.items.length > 0 && request.items.length <= MOST_ITEMS,
    placeholderData: keepPreviousData,
  });
}

/** Whether a table has anything to ask for. */
export const isAskable = ({ rows, columns, of }: TableRequest): boolean =>
  rows.length + columns.length > 0 || of !== null;

/** The table asked for; as above. */
export function useTable(id: string, request: TableRequest, enabled = true): UseQueryResult<TableAnswer> {
  const query = tableRequestQuery(request);
  return useQuery({
    queryKey: [...campaignKey(id), 'table', query],
    queryFn: ({ signal }) => call<TableAnswer>(campaignPath(id, `/table?${query}`), { signal }),
    enabled: enabled && isAskable(request),
    placeholderData: keepPreviousData,
  });
}
