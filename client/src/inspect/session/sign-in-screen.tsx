import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { LanguageSwitch } from '../shell/language-switch';
import { useProblemText } from '../shell/problem-text';
import { Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { nextAddress } from './next-address';
import { useSession, useSignIn } from './session';
import './sign-in.css';

/** Signing in. The error is the same for an unknown user and a wrong password. */
export function SignInScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const [search] = useSearchParams();
  const session = useSession();
  const signIn = useSignIn();
  const problemText = useProblemText();
  useTitle(t('signIn.title'));
  if (session.isPending) return <Loading />;
  if (session.isError) return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data.user) return <Navigate to={nextAddress(search.get('next'))} replace />;
  return (
    <main className="sign-in">
      <header>
        <h1>{t('app.name')}</h1>
        <p>{t('app.tagline')}</p>
      </header>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(values: { username: string; password: string }) => signIn.mutate(values)}
      >
        {signIn.isError ? <Alert type="error" role="alert" title={problemText(signIn.error)} /> : null}
        <Form.Item
          name="username"
          label={t('signIn.username')}
          rules={[{ required: true, whitespace: true, message: t('signIn.usernameMissing') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <footer>
        <p>{t('signIn.note')}</p>
        <LanguageSwitch />
      </footer>
    </main>
  );
}
