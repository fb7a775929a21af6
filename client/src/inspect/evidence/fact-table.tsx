import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactSeries } from '@duwen/shared/codebook';
import { useLocale } from '../../ui/i18n';

/** As the district reports it: no rounding of ours. */
const factFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** The district's own figures that speak to an indicator, and what is stated beside them. */
export function FactTable({ facts }: { readonly facts: readonly FactSeries[] }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <div className="facts">
      <h4>{t('evidence.facts')}</h4>
      <ul>
        {facts.map((fact) => (
          <li key={fact.code}>
            <span className="section-code">{fact.code}</span> {say(fact.title)}
            <span className="muted"> {say(fact.unit)}</span>
            <ol>
              {fact.values.map(({ period, value, label }) => (
                <li key={`${period}-${label?.zh ?? ''}`}>
                  <span className="muted">{label ? `${period} ${say(label)}` : period}</span>{' '}
                  <strong>{factFormat.format(value)}</strong>
                </li>
              ))}
            </ol>
            {fact.stated ? <p className="muted">{t('evidence.stated', { text: say(fact.stated) })}</p> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
