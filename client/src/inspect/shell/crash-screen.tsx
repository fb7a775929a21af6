import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A screen threw, or its chunk could not be loaded (after an upgrade, say): reloading mends both. */
export function CrashScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <main className="page state state-failure" role="alert">
      <h1>{t('state.errorTitle')}</h1>
      <p>{t('state.crash')}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('state.reload')}
      </Button>
    </main>
  );
}
