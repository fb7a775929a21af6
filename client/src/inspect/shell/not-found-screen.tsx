import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from './use-title';

/** An address that leads nowhere. */
export function NotFoundScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  useTitle(t('notFound.title'));
  return (
    <div className="page state">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.body')}</p>
      <p>
        <Link to="/">{t('notFound.back')}</Link>
      </p>
    </div>
  );
}
