import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '@duwen/shared/evidence';
import { reasonTexts } from '@duwen/shared/i18n';
import { useLocale } from '../../ui/i18n';
import { breakdownAddress } from '../breakdown/view-state';
import { MethodList } from '../methods/method-link';
import { findingMethods } from './finding-methods';
import { GroupChart } from './group-chart';
import { VerdictMark } from './verdict-mark';

interface FindingOptions {
  readonly campaignId: string;
  readonly finding: Finding;
  readonly minimumCell: number;
}

/** A finding: its sentence, its weight, its chart by group, and the way to the item's own tables. */
export function FindingBlock({ campaignId, finding, minimumCell }: FindingOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const favourable = finding.options
    .filter((option) => option.favourable)
    .map(({ label }) => say(label))
    .join(locale === 'zh' ? '、' : ' + ');
  return (
    <div className={`finding finding-${finding.direction}`}>
      <div className="finding-words">
        <p className="finding-statement">{say(finding.statement)}</p>
        <p className="finding-notes">
          <VerdictMark verdict={finding.direction} />
          <span>{t(`strength.${finding.strength}`)}</span>
          <span>
            {say(finding.itemTitle)} <span className="section-code">{finding.item}</span>
          </span>
          {favourable ? <span>{t('evidence.options', { options: favourable })}</span> : null}
          <Link className="no-print" to={breakdownAddress(campaignId, [finding.item], 'group')}>
            {t('evidence.openBreakdown', { item: finding.item })}
          </Link>
        </p>
        <NoTest finding={finding} />
        <MethodList of={findingMethods(finding)} />
      </div>
      <GroupChart finding={finding} minimumCell={minimumCell} />
    </div>
  );
}

/** Why several groups' shares were not tested against each other. */
function NoTest({ finding: { noTest, groups } }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (noTest === null || groups.length < 2) return null;
  return <p className="finding-notes">{t('test.none', { reason: say(reasonTexts[noTest]) })}</p>;
}
