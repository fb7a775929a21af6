import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { useSession } from '../session/session';
import { NotFoundScreen } from '../shell/not-found-screen';
import { Failure, Loading } from '../shell/states';
import { useCampaign, useCampaignId } from './campaign-data';
import { StatusTag } from './status-tag';
import './campaigns.css';

/** The frame of a campaign's screens: its name, its status, that it is synthetic, and the way between screens. */
export function CampaignFrame(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id);
  const admin = useSession().data?.user?.role === 'admin';
  if (campaign.isPending) return <Loading />;
  if (campaign.isError) {
    if (campaign.error instanceof ApiProblem && campaign.error.status === 404) return <NotFoundScreen />;
    return <Failure error={campaign.error} onRetry={() => void campaign.refetch()} />;
  }
  const { name, status, synthetic } = campaign.data;
  const base = `/campaigns/${id}`;
  return (
    <>
      {synthetic ? (
        <p className="synthetic-notice" role="note">
          {t('app.synthetic')}
        </p>
      ) : null}
      <div className="campaign-head">
        <h1>{say(name)}</h1>
        <StatusTag status={status} />
      </div>
      <nav className="campaign-nav" aria-label={t('nav.label')}>
        <NavLink to={base} end>
          {t('nav.overview')}
        </NavLink>
        <NavLink to={`${base}/breakdown`}>{t('nav.breakdown')}</NavLink>
        <NavLink to={`${base}/evidence`}>{t('nav.evidence')}</NavLink>
        <NavLink to={`${base}/links`}>{t('nav.links')}</NavLink>
        {admin ? <NavLink to={`${base}/setup`}>{t('nav.setup')}</NavLink> : null}
      </nav>
      <Outlet />
    </>
  );
}
