import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { CampaignForm } from '../campaigns/campaign-form';
import { campaignFormValues } from '../campaigns/campaign-form-values';
import { campaignDateTime } from '../campaigns/campaign-time';
import { canChange, useChangeDetails } from './setup-data';
import { Step } from './step';

/** The round's own properties, to read and, while it is not closed, to change. */
export function DetailsStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const change = useChangeDetails(campaign.id);
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <Step title={t('setup.stepDetails')} done>
        <CampaignForm
          initial={campaignFormValues(campaign)}
          submitText={t('setup.details.save')}
          busy={change.isPending}
          error={change.error}
          onSubmit={(input) =>
            change.mutate(input, {
              onSuccess: () => {
                void message.success(t('setup.details.saved'));
                setEditing(false);
              },
            })
          }
        >
          <Button onClick={() => setEditing(false)}>{t('create.cancel')}</Button>
        </CampaignForm>
      </Step>
    );
  }
  return (
    <Step title={t('setup.stepDetails')} done>
      <p>
        {campaign.district} · {say(campaign.organiser)}
      </p>
      <p>
        {campaignDateTime(campaign.opensAt)} — {campaignDateTime(campaign.closesAt)} ·{' '}
        {t('setup.details.minimum', { n: campaign.minimumCell })}
      </p>
      {canChange('details', campaign.status) ? (
        <p className="step-actions">
          <Button onClick={() => setEditing(true)}>{t('setup.details.edit')}</Button>
        </p>
      ) : null}
    </Step>
  );
}
