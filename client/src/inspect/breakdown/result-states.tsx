import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { useProblemText } from '../shell/problem-text';
import { Failure } from '../shell/states';

/** A bar that moves, and a word, once an answer has taken a second. */
export function Working(): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <div className="working" role="status">
      <div className="working-bar" aria-hidden="true" />
      <p>{t('state.working')}</p>
    </div>
  );
}

interface RefusalOptions {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Back to the view before; null: there is none. */
  readonly onBack: (() => void) | null;
}

/** Refusals that may be over in a moment; the others stay as they are however often one asks. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 429]);

/** What was asked is refused (400 and above): why, in the server's words, and the way back. Otherwise a failure to try again. */
export function Refusal({ error, onRetry, onBack }: RefusalOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const problemText = useProblemText();
  if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 401)
    return <Failure error={error} onRetry={onRetry} />;
  return (
    <div className="state state-failure" role="alert">
      <h2>{t('state.refused')}</h2>
      <p>{problemText(error)}</p>
      {error.problem.errors?.map(({ message }, index) => (
        <p key={index}>{say(message)}</p>
      ))}
      {onBack ? (
        <Button type="primary" onClick={onBack}>
          {t('state.back')}
        </Button>
      ) : (
        <Link to={{ search: '' }}>{t('state.restart')}</Link>
      )}{' '}
      {PASSING.has(error.status) ? <Button onClick={onRetry}>{t('state.retry')}</Button> : null}
    </div>
  );
}
