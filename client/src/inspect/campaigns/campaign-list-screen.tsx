import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CampaignSummary } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { LinkButton } from '../../ui/link-button';
import { useSession } from '../session/session';
import { Empty, Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { useCampaigns } from './campaign-data';
import { campaignDay } from './campaign-time';
import { StatusTag } from './status-tag';
import './campaigns.css';

/** Every supervision round, newest first as the server gives them. */
export function CampaignListScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const campaigns = useCampaigns();
  const admin = useSession().data?.user?.role === 'admin';
  useTitle(t('campaigns.title'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('campaigns.title')}</h1>
        {admin ? (
          <LinkButton to="/campaigns/new" primary>
            {t('campaigns.new')}
          </LinkButton>
        ) : null}
      </div>
      {campaigns.isPending ? (
        <Loading />
      ) : campaigns.isError ? (
        <Failure error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : campaigns.data.length === 0 ? (
        <Empty title={t('campaigns.emptyTitle')}>
          <p>{t(admin ? 'campaigns.emptyAdmin' : 'campaigns.emptyInspector')}</p>
        </Empty>
      ) : (
        <ul className="campaign-list">
          {campaigns.data.map((campaign) => (
            <CampaignEntry key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
    </div>
  );
}

function CampaignEntry({ campaign }: { readonly campaign: CampaignSummary }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <li>
      <div>
        <h2>
          <Link to={`/campaigns/${campaign.id}`}>{say(campaign.name)}</Link>
        </h2>
        <p className="muted">
          {campaign.district} · {say(campaign.organiser)}
        </p>
        {campaign.synthetic ? <p className="campaign-synthetic">{t('app.synthetic')}</p> : null}
      </div>
      <dl>
        <div>
          <dt>{t('campaigns.status')}</dt>
          <dd>
            <StatusTag status={campaign.status} />
          </dd>
        </div>
        <div>
          <dt>{t('campaigns.period')}</dt>
          <dd>
            {campaignDay(campaign.opensAt)} — {campaignDay(campaign.closesAt)}
          </dd>
        </div>
        <div className="number">
          <dt>{t('campaigns.responses')}</dt>
          <dd>{formatCount(campaign.responses)}</dd>
        </div>
      </dl>
    </li>
  );
}
