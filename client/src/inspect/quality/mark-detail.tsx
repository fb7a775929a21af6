import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityMark } from '@duwen/shared/api';
import { campaignDateTime } from '../campaigns/campaign-time';
import { MethodLink } from '../methods/method-link';
import { DecisionForm } from './decision-form';
import { EffectWords } from './effect-words';

interface MarkDetailOptions {
  readonly campaignId: string;
  readonly mark: QualityMark;
  readonly isAdmin: boolean;
}

/** A mark: what it means, what leaving it out does, what was decided and why, and the way to decide. */
export function MarkDetail({ campaignId, mark, isAdmin }: MarkDetailOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const [deciding, setDeciding] = useState(false);
  const { flag, excluded, decisions } = mark;
  const id = `mark-${flag}`;
  return (
    <article className="mark-detail" aria-labelledby={id}>
      <header>
        <h3 id={id}>
          {t(`flag.${flag}`)} <MethodLink to="quality-marks" />
        </h3>
        <span className={excluded ? 'mark-state is-out' : 'mark-state'}>
          {t(excluded ? 'quality.leftOut' : 'quality.counted')}
        </span>
      </header>
      <p className="muted">{t(`flag.${flag}.about`)}</p>
      <EffectWords effect={mark.effect} />
      {decisions.length === 0 ? (
        <p className="muted">{t('quality.noDecision')}</p>
      ) : (
        <ol className="decision-list" aria-label={t('quality.decisions')} reversed>
          {decisions.map((decision) => (
            <li key={decision.at}>
              <span className="muted">
                {t('quality.decided', {
                  what: t(decision.excluded ? 'quality.decidedOut' : 'quality.decidedIn'),
                  by: decision.by,
                  at: campaignDateTime(decision.at),
                })}
              </span>
              <p>{decision.reason}</p>
            </li>
          ))}
        </ol>
      )}
      {isAdmin ? (
        <Button size="small" className="no-print" onClick={() => setDeciding(true)}>
          {t(excluded ? 'quality.letIn' : 'quality.leaveOut')}
        </Button>
      ) : null}
      {deciding ? (
        <DecisionForm campaignId={campaignId} mark={mark} onDone={() => setDeciding(false)} />
      ) : null}
    </article>
  );
}
