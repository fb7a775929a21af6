import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem-text';

/** Something is on its way. Shown after a moment only, so that quick answers do not flicker (see shell.css). */
export function Loading(): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <p className="state state-loading" role="status">
      {t('state.loading')}
    </p>
  );
}

/** A call failed: what happened in the reader's words, and a way on. */
export function Failure({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}): ReactNode {
  const { t } = useTranslation('inspect');
  const problemText = useProblemText();
  return (
    <div className="state state-failure" role="alert">
      <h2>{t('state.errorTitle')}</h2>
      <p>{problemText(error)}</p>
      {onRetry ? <Button onClick={onRetry}>{t('state.retry')}</Button> : null}
    </div>
  );
}

interface EmptyOptions {
  readonly title: string;
  readonly children?: ReactNode;
}

/** There is nothing yet: says what would be here and how it comes about. */
export function Empty({ title, children }: EmptyOptions): ReactNode {
  return (
    <div className="state state-empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
