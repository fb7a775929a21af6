import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionInfo } from '@duwen/shared/api';
import { useSignOut } from '../session/session';
import { LanguageSwitch } from './language-switch';

/** Who is signed in, the language, and the way out. */
export function UserMenu({ user }: { readonly user: NonNullable<SessionInfo['user']> }): ReactNode {
  const { t } = useTranslation('inspect');
  const signOut = useSignOut();
  return (
    <div className="user-menu">
      <span className="user-name">
        <span className="visually-hidden">{t('app.user')} </span>
        {user.username}
        <span className="muted"> {t(user.role === 'admin' ? 'app.roleAdmin' : 'app.roleInspector')}</span>
      </span>
      <LanguageSwitch />
      <Button type="text" size="small" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('app.signOut')}
      </Button>
    </div>
  );
}
