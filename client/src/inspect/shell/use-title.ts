import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser's tab for the screen: screen, then product. */
export function useTitle(...parts: readonly (string | null | undefined)[]): void {
  const { t } = useTranslation('inspect');
  const title = [...parts.filter(Boolean), t('app.name')].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
