import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import type { PanelOptions } from './read-panel';
import { useItemTerms } from './texts-data';

interface TermTableOptions extends PanelOptions {
  readonly onSearch: (term: string) => void;
}

/** The words that mark each group's answers; a click searches for one. */
export function TermTable({ campaignId, item, onSearch }: TermTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const terms = useItemTerms(campaignId, item.item).data;
  if (!terms) return null;
  const titleOf = (code: string): string => {
    const group = item.groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  return (
    <section className="text-terms" aria-labelledby="text-terms">
      <h3 id="text-terms">
        {t('texts.terms')} <MethodLink to="key-terms" />
      </h3>
      {terms.length === 0 ? (
        <p className="muted">{t('texts.noTerms')}</p>
      ) : (
        <>
          <p className="muted small">{t('texts.termsNote')}</p>
          <dl>
            {terms.map(({ group, terms: marking }) => (
              <div key={group}>
                <dt>{titleOf(group)}</dt>
                <dd>
                  {marking.map(({ term, count }) => (
                    <button type="button" className="term-button" key={term} onClick={() => onSearch(term)}>
                      {term} <span className="muted">{formatCount(count)}</span>
                    </button>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
