import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { QualityAnswer, QualityDecisionInput, QualityExclusion } from '@duwen/shared/api';
import type { QualityFlag } from '@duwen/shared/coding';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';

const qualityKey = (id: string) => [...campaignKey(id), 'quality'] as const;

/** The campaign's marks with their counts, effects and decisions. */
export function useQuality(id: string): UseQueryResult<QualityAnswer> {
  return useQuery({
    queryKey: qualityKey(id),
    queryFn: ({ signal }) => call<QualityAnswer>(campaignPath(id, '/quality'), { signal }),
  });
}

/** What every table of the campaign leaves out. */
export function useExclusion(id: string): UseQueryResult<QualityExclusion> {
  return useQuery({
    queryKey: [...campaignKey(id), 'exclusion'],
    queryFn: ({ signal }) => call<QualityExclusion>(campaignPath(id, '/quality/exclusion'), { signal }),
  });
}

interface Decision extends QualityDecisionInput {
  readonly flag: QualityFlag;
}

/** Records a decision; everything that is shown of the campaign is asked for anew. */
export function useDecision(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ flag, ...body }: Decision) =>
      call<QualityAnswer>(campaignPath(id, `/quality/${flag}`), { method: 'PUT', body }),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: campaignKey(id), refetchType: 'none' });
      client.setQueryData(qualityKey(id), answer);
      await client.refetchQueries({ queryKey: [...campaignKey(id), 'exclusion'] });
    },
  });
}
