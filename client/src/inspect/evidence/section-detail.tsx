import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionEvidence } from '@duwen/shared/evidence';
import { useLocale } from '../../ui/i18n';
import { FactTable } from './fact-table';
import { FindingBlock } from './finding-block';
import { ThemeList } from './theme-list';
import { VerdictMark } from './verdict-mark';

interface SectionOptions {
  readonly campaignId: string;
  readonly section: SectionEvidence;
  readonly minimumCell: number;
}

/** One section: what the report states, what the scores say of it, what contradicts it, and all that stands behind. */
export function SectionDetail({ campaignId, section, minimumCell }: SectionOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <article className="section-detail" aria-labelledby={`section-${section.code}`}>
      <header>
        <p className="muted">
          {say(section.part.title)} ·{' '}
          {t(section.kind === 'problem' ? 'evidence.problem' : 'evidence.achievement')}
        </p>
        <h2 id={`section-${section.code}`}>
          {section.code} {say(section.title)} <VerdictMark verdict={section.verdict} />
        </h2>
      </header>
      <dl className="claim">
        <div>
          <dt>{t('evidence.claim')}</dt>
          <dd>{say(section.claim)}</dd>
        </div>
        <div>
          <dt>{t('evidence.summary')}</dt>
          <dd className="claim-summary">{say(section.summary)}</dd>
        </div>
      </dl>
      <Contradictions section={section} />
      {section.indicators.map((indicator) => (
        <section key={indicator.code} className="indicator" aria-labelledby={`indicator-${indicator.code}`}>
          <h3 id={`indicator-${indicator.code}`}>
            <span className="section-code">{indicator.code}</span> {say(indicator.title)}
          </h3>
          {indicator.facts.length > 0 ? <FactTable facts={indicator.facts} /> : null}
          {indicator.findings.length === 0 ? <p className="muted">{t('evidence.noFindings')}</p> : null}
          {indicator.findings.map((finding) => (
            <FindingBlock
              key={finding.id}
              campaignId={campaignId}
              finding={finding}
              minimumCell={minimumCell}
            />
          ))}
        </section>
      ))}
      <ThemeList campaignId={campaignId} themes={section.themes} />
    </article>
  );
}

function Contradictions({ section }: { readonly section: SectionEvidence }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (section.contradictions.length === 0) return null;
  return (
    <aside className="contradictions" aria-label={t('evidence.contradictions')}>
      <h3>{t('evidence.contradictions')}</h3>
      <ul>
        {section.contradictions.map(({ kind, item, statement }, index) => (
          <li key={`${kind}-${item}-${index}`}>
            <strong>{t(kind === 'claim' ? 'contradiction.claim' : 'contradiction.groups')}</strong>{' '}
            {say(statement)} <span className="section-code">{item}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
