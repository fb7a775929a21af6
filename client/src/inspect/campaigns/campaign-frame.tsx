import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { ExclusionNote } from '../quality/exclusion-note';
import { useSession } from '../session/session';
import { NotFoundScreen } from '../shell/not-found-screen';
import { Failure, Loading } from '../shell/states';
import { useCampaign, useCampaignId } from './campaign-data';
import { StatusTag } from './status-tag';
import './campaigns.css';

/**
 * The frame of a campaign's screens: its name, its status, that it is synthetic, and the way between screens. A screen asks
 * for its own data meanwhile.
 */
export function CampaignFrame(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id);
  const admin = useSession().data?.user?.role === 'admin';
  if (campaign.isError && !campaign.data) {
    if (campaign.error instanceof ApiProblem && campaign.error.status === 404) return <NotFoundScreen />;
    return <Failure error={campaign.error} onRetry={() => void campaign.refetch()} />;
  }
  const base = `/campaigns/${id}`;
  return (
    <>
      {campaign.data?.synthetic ? (
        <p className="synthetic-notice" role="note">
          {t('app.synthetic')}
        </p>
      ) : null}
      <div className="campaign-head">
        {campaign.data ? (
          <>
            <h1>{say(campaign.data.name)}</h1>
            <StatusTag status={campaign.data.status} />
          </>
        ) : (
          <span className="campaign-name-pending" aria-hidden="true" />
        )}
      </div>
      <nav className="campaign-nav" aria-label={t('nav.label')}>
        <NavLink to={base} end>
          {t('nav.overview')}
        </NavLink>
        <NavLink to={`${base}/breakdown`}>{t('nav.breakdown')}</NavLink>
        <NavLink to={`${base}/evidence`}>{t('nav.evidence')}</NavLink>
        <NavLink to={`${base}/texts`}>{t('nav.texts')}</NavLink>
        <NavLink to={`${base}/quality`}>{t('nav.quality')}</NavLink>
        <NavLink to={`${base}/links`}>{t('nav.links')}</NavLink>
        {admin ? <NavLink to={`${base}/setup`}>{t('nav.setup')}</NavLink> : null}
      </nav>
      {campaign.data ? <ExclusionNote campaignId={id} /> : <Loading />}
      {/* Mounted at once, so that it asks for its data; shown only when it is known whether the data are synthetic. */}
      <div hidden={!campaign.data}>
        <Outlet />
      </div>
    </>
  );
}
