import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceAnswer } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useCampaign } from '../campaigns/campaign-data';
import { MethodLink } from '../methods/method-link';

interface GroupTermsOptions {
  readonly campaignId: string;
  readonly groupTerms: EvidenceAnswer['groupTerms'];
}

/** The words that mark each group's open answers: a table per open item, a row per group. */
export function GroupTermsPanel({ campaignId, groupTerms }: GroupTermsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const groups = useCampaign(campaignId).data?.groups ?? [];
  if (groupTerms.length === 0) return null;
  const titleOf = (code: string): string => {
    const group = groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  const items = [...new Set(groupTerms.map(({ item }) => item))];
  return (
    <section className="group-terms" aria-labelledby="group-terms">
      <h2 id="group-terms">
        {t('evidence.groupTerms')} <MethodLink to="key-terms" />
      </h2>
      <p className="muted">{t('evidence.groupTermsNote')}</p>
      {items.map((item) => {
        const rows = groupTerms.filter((terms) => terms.item === item);
        return (
          <table className="figures" key={item}>
            <caption>
              {say(rows[0]!.itemTitle)} <span className="section-code">{item}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('evidence.group')}</th>
                <th scope="col" className="number">
                  {t('evidence.wrote')}
                </th>
                <th scope="col">{t('evidence.markingTerms')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ group, answers, terms }) => (
                <tr key={group}>
                  <th scope="row">{titleOf(group)}</th>
                  <td className="number">{formatCount(answers)}</td>
                  <td>
                    <ul className="term-list">
                      {terms.map(({ term, count }) => (
                        <li key={term}>
                          {term} <span className="muted">{formatCount(count)}</span>
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </section>
  );
}
