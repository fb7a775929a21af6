import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import { campaignDateTime } from '../campaigns/campaign-time';
import { useFilterWords } from './conditions/filter-words';
import type { VariableNames } from './variables';

interface PrintHeadOptions {
  readonly title: string | null;
  readonly asOf: string;
  readonly minimumCell: number;
  readonly request: Pick<BreakdownRequest, 'filter' | 'where' | 'quality' | 'weighted'>;
  readonly names: VariableNames;
}

/** On paper only: what the page shows, of whom, and how it was made; on screen the controls say it. */
export function PrintHead({ title, asOf, minimumCell, request, names }: PrintHeadOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const filters = useFilterWords(names).population(request);
  return (
    <div className="print-only print-head">
      {title === null ? null : <h2>{title}</h2>}
      <p>
        {filters.length === 0
          ? t('print.noFilters')
          : t('print.filters', { filters: filters.join(t('print.separator')) })}
      </p>
      <p>
        {t('print.method', {
          time: campaignDateTime(asOf),
          weights: t(request.weighted ? 'print.weighted' : 'print.unweighted'),
          minimum: minimumCell,
        })}
      </p>
    </div>
  );
}
