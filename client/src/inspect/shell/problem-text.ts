import { useTranslation } from 'react-i18next';
import { ApiProblem, TransportError } from '../../ui/api-client';

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
