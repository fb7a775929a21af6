import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkedResponses, QualityAnswer } from '@duwen/shared/api';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { MethodLink } from '../methods/method-link';

/** How many responses have each mark, in all and by group. */
export function MarkTable({ quality }: { readonly quality: QualityAnswer }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { groups, marks, any } = quality;
  return (
    <div className="table-scroll" role="region" aria-labelledby="quality-counts" tabIndex={0}>
      <table className="figures mark-table">
        <thead>
          <tr>
            <th scope="col">
              {t('quality.mark')} <MethodLink to="quality-marks" />
            </th>
            <th scope="col">{t('quality.state')}</th>
            <th scope="col" className="number">
              {t('quality.all')}
            </th>
            <th scope="col" className="number">
              {t('quality.share')}
            </th>
            {groups.map(({ code, title }) => (
              <th scope="col" className="number" key={code}>
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marks.map((mark) => (
            <tr key={mark.flag}>
              <th scope="row">{t(`flag.${mark.flag}`)}</th>
              <td>
                <span className={mark.excluded ? 'mark-state is-out' : 'mark-state'}>
                  {t(mark.excluded ? 'quality.leftOut' : 'quality.counted')}
                </span>
              </td>
              <Counts of={mark} quality={quality} />
            </tr>
          ))}
          <tr className="total-row">
            <th scope="row">{t('quality.any')}</th>
            <td />
            <Counts of={any} quality={quality} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface CountsOptions {
  readonly of: MarkedResponses;
  readonly quality: QualityAnswer;
}

function Counts({ of: { responses, groups }, quality }: CountsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
      <Count value={responses} minimum={quality.minimumCell} />
      <td className="number muted">
        {responses === null || quality.responses === 0
          ? t('figure.none')
          : formatPercent(responses / quality.responses)}
      </td>
      {groups.map((count, index) => (
        <Count key={quality.groups[index]!.code} value={count} minimum={quality.minimumCell} />
      ))}
    </>
  );
}

function Count({ value, minimum }: { readonly value: number | null; readonly minimum: number }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <td className="number">
      {value === null ? (
        <Withheld reason={t('figure.withheld', { minimum })}>{t('figure.withheldShort')}</Withheld>
      ) : (
        formatCount(value)
      )}
    </td>
  );
}
