import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useParams } from 'react-router';
import type { EvidenceAnswer } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId } from '../campaigns/campaign-data';
import { campaignDateTime } from '../campaigns/campaign-time';
import { Empty, Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { byPart, useEvidence } from './evidence-data';
import { GroupTermsPanel } from './group-terms';
import { SectionDetail } from './section-detail';
import { VerdictMark } from './verdict-mark';
import './evidence.css';

/** In the address's place of a section: every section below the other, to read or to print. */
const ALL = 'all';

/** What the scores say of each section of the report. */
export function EvidenceScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const evidence = useEvidence(id);
  useTitle(t('nav.evidence'), campaign && say(campaign.name));
  if (evidence.isPending) return <Loading />;
  if (!evidence.data) return <Failure error={evidence.error} onRetry={() => void evidence.refetch()} />;
  if (evidence.data.sections.length === 0) {
    return (
      <div className="page">
        <Empty title={t('evidence.noFramework')}>
          <p>{t('evidence.noFrameworkBody')}</p>
        </Empty>
      </div>
    );
  }
  return <EvidencePages campaignId={id} evidence={evidence.data} />;
}

interface PagesOptions {
  readonly campaignId: string;
  readonly evidence: EvidenceAnswer;
}

function EvidencePages({ campaignId, evidence }: PagesOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const chosen = useParams()['section'] ?? evidence.sections[0]!.code;
  const shown = chosen === ALL ? evidence.sections : evidence.sections.filter(({ code }) => code === chosen);
  return (
    <div className="evidence">
      <SectionList campaignId={campaignId} evidence={evidence} chosen={chosen} />
      <div className="evidence-main">
        <p className="evidence-base">
          <span>
            {evidence.responses === null
              ? t('evidence.baseWithheld', { minimum: evidence.minimumCell })
              : t('evidence.base', { n: formatCount(evidence.responses) })}{' '}
            · {t('figure.asOf', { time: campaignDateTime(evidence.asOf) })}
          </span>
          <Button size="small" className="no-print" onClick={() => window.print()}>
            {t('evidence.print')}
          </Button>
        </p>
        {shown.length === 0 ? <Empty title={t('evidence.noSection')} /> : null}
        {shown.map((section) => (
          <SectionDetail
            key={section.code}
            campaignId={campaignId}
            section={section}
            minimumCell={evidence.minimumCell}
          />
        ))}
        {chosen === ALL ? <GroupTermsPanel campaignId={campaignId} groupTerms={evidence.groupTerms} /> : null}
        <footer className="evidence-method">
          <h3>{t('evidence.method')}</h3>
          <p>
            {say(evidence.method)} <Link to="/methods">{t('methods.title')}</Link>
          </p>
        </footer>
      </div>
    </div>
  );
}

interface ListOptions extends PagesOptions {
  readonly chosen: string;
}

function SectionList({ campaignId, evidence, chosen }: ListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const base = `/campaigns/${campaignId}/evidence`;
  return (
    <nav className="evidence-side no-print" aria-label={t('evidence.sections')}>
      {byPart(evidence.sections).map(({ part, sections }) => (
        <section key={part.code}>
          <h2>{say(part.title)}</h2>
          <ul>
            {sections.map((section) => (
              <li key={section.code}>
                <NavLink
                  to={`${base}/${section.code}`}
                  className={section.code === chosen ? 'is-current' : ''}
                  aria-current={section.code === chosen ? 'page' : undefined}
                >
                  <span className="section-code">{section.code}</span>
                  <span className="section-title">{say(section.title)}</span>
                  <VerdictMark verdict={section.verdict} />
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <NavLink to={`${base}/${ALL}`} className="all-sections">
        {t('evidence.all')}
      </NavLink>
    </nav>
  );
}
