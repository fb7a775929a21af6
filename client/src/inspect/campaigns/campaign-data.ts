import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { CampaignDetail, CampaignSummary, CodebookAnswer } from '@duwen/shared/api';
import { call } from '../../ui/api-client';

/** The campaign that the address names. Only for screens under `/campaigns/:campaignId`. */
export function useCampaignId(): string {
  const { campaignId } = useParams();
  if (!campaignId) throw new Error('This screen stands outside a campaign.');
  return campaignId;
}

/** The API's address of a campaign, or of something under it. */
export const campaignPath = (id: string, rest = ''): string =>
  `/api/campaigns/${encodeURIComponent(id)}${rest}`;

export const campaignsKey = ['campaigns'] as const;
export const campaignKey = (id: string) => ['campaign', id] as const;

export function useCampaigns(): UseQueryResult<CampaignSummary[]> {
  return useQuery({
    queryKey: campaignsKey,
    queryFn: ({ signal }) => call<CampaignSummary[]>('/api/campaigns', { signal }),
  });
}

export function useCampaign(id: string): UseQueryResult<CampaignDetail> {
  return useQuery({
    queryKey: campaignKey(id),
    queryFn: ({ signal }) => call<CampaignDetail>(campaignPath(id), { signal }),
  });
}

/** The campaign's items and strata: what can be picked, split and filtered by. */
export function useCodebook(id: string): UseQueryResult<CodebookAnswer> {
  return useQuery({
    queryKey: [...campaignKey(id), 'codebook'],
    queryFn: ({ signal }) => call<CodebookAnswer>(campaignPath(id, '/codebook'), { signal }),
  });
}
