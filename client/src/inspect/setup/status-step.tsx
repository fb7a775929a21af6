import { App, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail, CampaignStatus } from '@duwen/shared/api';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { StatusTag } from '../campaigns/status-tag';
import { useProblemText } from '../shell/problem-text';
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

/** Opens, closes, reopens and archives the round; each asks once more. */
export function StatusStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const setStatus = useSetStatus(campaign.id);
  const [asked, setAsked] = useState<Change | null>(null);
  const changes = CHANGES[campaign.status];
  const notReady = campaign.status === 'draft' && campaign.missing.length > 0;

  const confirm = async (change: Change): Promise<void> => {
    try {
      await setStatus.mutateAsync(LEADS_TO[change]);
    } catch (error) {
      const details = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
      void message.error([problemText(error), ...details.map((detail) => say(detail.message))].join(' '));
    }
    setAsked(null);
  };

  return (
    <Step title={t('setup.stepStatus')} done={campaign.status !== 'draft'}>
      <p>
        <StatusTag status={campaign.status} />
        {campaign.status === 'archived' ? (
          <span className="muted"> {t('setup.status.archivedNote')}</span>
        ) : null}
      </p>
      <p className="step-actions">
        {changes.map((change, index) => (
          <Button
            key={change}
            type={index === 0 && !notReady ? 'primary' : 'default'}
            disabled={notReady}
            onClick={() => setAsked(change)}
          >
            {t(`setup.status.${change}`)}
          </Button>
        ))}
      </p>
      <Modal
        open={asked !== null}
        title={asked ? t(`setup.status.${asked}`) : ''}
        okText={asked ? t(`setup.status.${asked}`) : ''}
        cancelText={t('setup.status.cancel')}
        confirmLoading={setStatus.isPending}
        onOk={() => {
          if (asked) void confirm(asked);
        }}
        onCancel={() => setAsked(null)}
      >
        {asked ? t(`setup.status.${asked}Confirm`) : null}
      </Modal>
    </Step>
  );
}
