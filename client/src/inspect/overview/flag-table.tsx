import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@duwen/shared/api';
import { QUALITY_FLAGS, type QualityFlag } from '@duwen/shared/coding';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { MethodLink } from '../methods/method-link';

const isFlag = (flag: string): flag is QualityFlag => (QUALITY_FLAGS as readonly string[]).includes(flag);

/** How many responses carry each quality mark, and what the mark means. */
export function FlagTable({ overview }: { readonly overview: Overview }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
      <table className="figures flag-table">
        <thead>
          <tr>
            <th scope="col">
              {t('overview.flag')} <MethodLink to="quality-marks" />
            </th>
            <th scope="col">{t('overview.flagMeaning')}</th>
            <th scope="col" className="number" colSpan={2}>
              {t('overview.responses')}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.flags.map(({ flag, responses }) => (
            <tr key={flag}>
              <th scope="row">{isFlag(flag) ? t(`flag.${flag}`) : flag}</th>
              <td className="muted">{isFlag(flag) ? t(`flag.${flag}.about`) : null}</td>
              <td className="number">{formatCount(responses)}</td>
              <td className="number muted">
                {overview.responses > 0 ? formatPercent(responses / overview.responses) : t('figure.none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">{t('overview.flagsNote')}</p>
    </>
  );
}
