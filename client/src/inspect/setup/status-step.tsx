import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail, CampaignStatus } from '@duwen/shared/api';
import { StatusTag } from '../campaigns/status-tag';
import { ConfirmButton } from './confirm-button';
import { useSetStatus } from './setup-data';
import { Step } from './step';

type Change = 'open' | 'reopen' | 'close' | 'archive';

/** What can be done in each status, the likeliest first. */
const CHANGES: Readonly<Record<CampaignStatus, readonly Change[]>> = {
  draft: ['open'],
  open: ['close'],
  closed: ['reopen', 'archive'],
  archived: [],
};
const LEADS_TO = { open: 'open', reopen: 'open', close: 'closed', archive: 'archived' } as const;

/** Opens, closes, reopens and archives the round; each asks once more. To close is never what the page urges. */
export function StatusStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const setStatus = useSetStatus(campaign.id);
  const notReady = campaign.status === 'draft' && campaign.missing.length > 0;
  return (
    <Step title={t('setup.stepStatus')} done={campaign.status !== 'draft'}>
      <p>
        <StatusTag status={campaign.status} />
        {campaign.status === 'archived' ? (
          <span className="muted"> {t('setup.status.archivedNote')}</span>
        ) : null}
      </p>
      <p className="step-actions">
        {CHANGES[campaign.status].map((change, index) => (
          <ConfirmButton
            key={change}
            action={t(`setup.status.${change}`)}
            question={t(`setup.status.${change}Confirm`)}
            look={{
              type: index === 0 && change !== 'close' && !notReady ? 'primary' : 'default',
              disabled: notReady,
            }}
            onConfirm={() => setStatus.mutateAsync(LEADS_TO[change])}
          />
        ))}
      </p>
    </Step>
  );
}
