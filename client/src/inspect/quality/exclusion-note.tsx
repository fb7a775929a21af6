import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useExclusion } from './quality-data';
import './quality.css';

/** Over every screen of a campaign: how many responses a decision leaves out of its tables. Nothing where none is. */
export function ExclusionNote({ campaignId }: { readonly campaignId: string }): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const exclusion = useExclusion(campaignId).data;
  if (!exclusion || exclusion.flags.length === 0) return null;
  const { flags, responses } = exclusion;
  const marks = flags.map((flag) => t(`flag.${flag}`)).join(locale === 'zh' ? '、' : ', ');
  return (
    <p className="exclusion-note" role="note">
      {responses === null
        ? t('exclusion.noteWithheld', { marks })
        : t('exclusion.note', { n: formatCount(responses), marks })}{' '}
      <Link className="no-print" to={`/campaigns/${campaignId}/quality`}>
        {t('exclusion.why')}
      </Link>
    </p>
  );
}
