import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { useSession } from '../session/session';
import { Failure, Loading } from './states';
import { UserMenu } from './user-menu';

/** The frame of every signed-in screen; who is not signed in is sent to sign in and comes back here. */
export function AppFrame(): ReactNode {
  const { t } = useTranslation('inspect');
  const session = useSession();
  const location = useLocation();
  const navigation = useNavigation();
  if (session.isPending) return <Loading />;
  if (session.isError) return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  const { user } = session.data;
  if (!user) {
    const next = location.pathname + location.search + location.hash;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <header className="app-header">
        <Link to="/" className="app-brand">
          <strong>{t('app.name')}</strong>
          <span className="app-tagline">{t('app.tagline')}</span>
        </Link>
        <UserMenu user={user} />
      </header>
      {navigation.state === 'loading' ? (
        <div className="app-progress" role="status" aria-label={t('state.loading')} />
      ) : null}
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
