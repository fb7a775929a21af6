import { useTranslation } from 'react-i18next';
import { ApiProblem, TransportError } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';

/** A reader of what went wrong, in the page's language. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation(['inspect', 'errors']);
  return (error) => {
    if (error instanceof TransportError) {
      return t(error.failure === 'timeout' ? 'inspect:state.timeout' : 'inspect:state.network');
    }
    if (error instanceof ApiProblem) {
      const text = t(`errors:${error.code}`);
      return error.code === 'too-many-attempts' && error.retryAfter !== null
        ? `${text} ${t('inspect:signIn.retryAfter', { seconds: error.retryAfter })}`
        : text;
    }
    return t('errors:internal');
  };
}

/** The same for a field of a form: what is wrong with the first value that was refused, else why nothing was done. */
export function useFieldProblem(): (error: unknown) => string {
  const { say } = useLocale();
  const problemText = useProblemText();
  return (error) => {
    const [detail] = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
    return detail ? say(detail.message) : problemText(error);
  };
}
