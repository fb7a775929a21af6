import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type {
  CampaignDetail,
  CampaignInput,
  CampaignStatus,
  GroupInput,
  RosterImported,
} from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath, campaignsKey } from '../campaigns/campaign-data';

/** A file of a few megabytes over a slow line, checked row by row. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** A change of a campaign; afterwards everything that was read of it is read again. */
function useChange<Input, Answer>(
  id: string,
  change: (input: Input) => Promise<Answer>,
): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: campaignKey(id) });
      void client.invalidateQueries({ queryKey: campaignsKey });
    },
  });
}

/** What can still be changed: questionnaires and roster until the round closes, its framework until it is archived. */
export const canChange = (
  what: 'details' | 'framework' | 'roster' | 'groups',
  status: CampaignStatus,
): boolean => status === 'draft' || status === 'open' || (what === 'framework' && status === 'closed');

export const useChangeDetails = (id: string): UseMutationResult<unknown, Error, CampaignInput> =>
  useChange(id, (body: CampaignInput) => call(campaignPath(id), { method: 'PATCH', body }));

export const useSetFramework = (id: string): UseMutationResult<unknown, Error, unknown> =>
  useChange(id, (body: unknown) =>
    call(campaignPath(id, '/framework'), { method: 'PUT', body, timeoutMs: UPLOAD_TIMEOUT_MS }),
  );

export const useImportRoster = (id: string): UseMutationResult<RosterImported, Error, Blob> =>
  useChange(id, (body: Blob) =>
    call<RosterImported>(campaignPath(id, '/roster'), {
      method: 'PUT',
      body,
      timeoutMs: UPLOAD_TIMEOUT_MS,
    }),
  );

const groupPath = (id: string, code: string, rest = ''): string =>
  campaignPath(id, `/groups/${encodeURIComponent(code)}${rest}`);

export const usePutGroup = (
  id: string,
): UseMutationResult<unknown, Error, { code: string; input: GroupInput }> =>
  useChange(id, ({ code, input }: { code: string; input: GroupInput }) =>
    call(groupPath(id, code), { method: 'PUT', body: input, timeoutMs: UPLOAD_TIMEOUT_MS }),
  );

export const usePublishGroup = (id: string): UseMutationResult<unknown, Error, string> =>
  useChange(id, (code: string) => call(groupPath(id, code, '/publish'), { method: 'POST' }));

/** Only a group that was never published can be removed. */
export const useRemoveGroup = (id: string): UseMutationResult<unknown, Error, string> =>
  useChange(id, (code: string) => call(groupPath(id, code), { method: 'DELETE' }));

export const useSetStatus = (
  id: string,
): UseMutationResult<CampaignDetail, Error, 'open' | 'closed' | 'archived'> =>
  useChange(id, (status: 'open' | 'closed' | 'archived') =>
    call<CampaignDetail>(campaignPath(id, '/status'), { method: 'POST', body: { status } }),
  );
