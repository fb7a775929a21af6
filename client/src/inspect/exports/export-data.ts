import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExportJob, exportRequestSchema } from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';

/** How often a list with something under way is asked for again. */
const PACE_MS = 1_500;

const exportsKey = (id: string) => [...campaignKey(id), 'exports'] as const;
const jobPath = (id: string, job: string): string => campaignPath(id, `/exports/${encodeURIComponent(job)}`);

/** Where a browser fetches the file of a job that is done. */
export const exportFilePath = (id: string, job: string): string => `${jobPath(id, job)}/file`;

export const isUnderWay = ({ state }: ExportJob): boolean => state === 'queued' || state === 'running';

/** The exports that the user may see, the newest first; asked for again while something is under way. */
export function useExports(id: string, enabled: boolean): UseQueryResult<ExportJob[]> {
  return useQuery({
    queryKey: exportsKey(id),
    queryFn: ({ signal }) => call<ExportJob[]>(campaignPath(id, '/exports'), { signal }),
    enabled,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? PACE_MS : false),
  });
}

type ExportInput = z.input<typeof exportRequestSchema>;

/** Asking for an export, and ending or removing one; the list follows. */
export function useExportChanges(campaignId: string) {
  const client = useQueryClient();
  const onSuccess = (): Promise<void> => client.invalidateQueries({ queryKey: exportsKey(campaignId) });
  const start = useMutation({
    mutationFn: (body: ExportInput) =>
      call<ExportJob>(campaignPath(campaignId, '/exports'), { method: 'POST', body }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (job: string) => call<undefined>(jobPath(campaignId, job), { method: 'DELETE' }),
    onSuccess,
  });
  return { start, remove };
}
