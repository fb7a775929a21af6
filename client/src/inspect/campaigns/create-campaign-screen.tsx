import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CampaignDetail, CampaignInput } from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { LinkButton } from '../../ui/link-button';
import { useTitle } from '../shell/use-title';
import { campaignKey, campaignsKey } from './campaign-data';
import { CampaignForm } from './campaign-form';

/** A new round. What comes next is its checklist. */
export function CreateCampaignScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const navigate = useNavigate();
  const client = useQueryClient();
  useTitle(t('create.title'));
  const create = useMutation({
    mutationFn: (body: CampaignInput) => call<CampaignDetail>('/api/campaigns', { method: 'POST', body }),
    onSuccess: (campaign) => {
      client.setQueryData(campaignKey(campaign.id), campaign);
      void client.invalidateQueries({ queryKey: campaignsKey });
      void navigate(`/campaigns/${campaign.id}/setup`);
    },
  });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('create.title')}</h1>
      </div>
      <CampaignForm
        initial={{ minimumCell: 5 }}
        submitText={t('create.submit')}
        busy={create.isPending}
        error={create.error}
        onSubmit={create.mutate}
      >
        <LinkButton to="/">{t('create.cancel')}</LinkButton>
      </CampaignForm>
    </div>
  );
}
