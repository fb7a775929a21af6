import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionEvidence } from '@duwen/shared/evidence';

/** How the scores stand to the section's statement: a word and a shape, so that colour is not needed to tell. */
export function VerdictMark({ verdict }: { readonly verdict: SectionEvidence['verdict'] }): ReactNode {
  const { t } = useTranslation('inspect');
  return <span className={`verdict verdict-${verdict}`}>{t(`verdict.${verdict}`)}</span>;
}
