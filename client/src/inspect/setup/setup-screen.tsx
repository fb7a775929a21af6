import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId } from '../campaigns/campaign-data';
import { useSession } from '../session/session';
import { Empty, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { DetailsStep } from './details-step';
import { FrameworkStep } from './framework-step';
import { GroupsStep } from './groups-step';
import { RosterStep } from './roster-step';
import { StatusStep } from './status-step';
import './setup.css';

/** A round's checklist: framework, roster, groups and questionnaires, then opening. Any order, each step kept at once. */
export function SetupScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const admin = useSession().data?.user?.role === 'admin';
  useTitle(t('nav.setup'), campaign && say(campaign.name));
  if (!admin) {
    return (
      <div className="page">
        <Empty title={t('setup.adminOnly')} />
      </div>
    );
  }
  if (!campaign) return <Loading />;
  return (
    <div className="page setup">
      <h2 className="visually-hidden">{t('setup.title')}</h2>
      <Missing campaign={campaign} />
      <ol className="steps">
        <DetailsStep campaign={campaign} />
        <FrameworkStep campaign={campaign} />
        <RosterStep campaign={campaign} />
        <GroupsStep campaign={campaign} />
        <StatusStep campaign={campaign} />
      </ol>
    </div>
  );
}

function Missing({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (campaign.status !== 'draft') return null;
  if (campaign.missing.length === 0) return <p className="setup-ready">{t('setup.ready')}</p>;
  return (
    <div className="setup-missing">
      <h3>{t('setup.missing')}</h3>
      <ul>
        {campaign.missing.map((text) => (
          <li key={text.zh}>{say(text)}</li>
        ))}
      </ul>
    </div>
  );
}
