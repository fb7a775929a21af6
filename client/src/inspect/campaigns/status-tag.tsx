import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignStatus } from '@duwen/shared/api';

/** A campaign's status in one word. */
export function StatusTag({ status }: { readonly status: CampaignStatus }): ReactNode {
  const { t } = useTranslation('inspect');
  return <span className={`status-tag is-${status}`}>{t(`status.${status}`)}</span>;
}
