import { useTranslation } from 'react-i18next';
import { STRATA, type BreakdownRequest, type Filter, type Variable } from '@duwen/shared/tabulation';
import { useLocale } from '../../../ui/i18n';
import type { VariableNames } from '../variables';

/** More categories than this are counted, not named. */
const MOST_NAMED = 4;

export interface FilterWords {
  /** A condition in a phrase: `调查对象为家长或学生，且不（FAC1 为 1）`. */
  readonly filter: (filter: Filter) => string;
  /** Everything that narrows whose answers count, a phrase each. */
  readonly population: (request: Pick<BreakdownRequest, 'filter' | 'where' | 'quality'>) => string[];
}

/** A writer of filters in words. */
export function useFilterWords(names: VariableNames): FilterWords {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const list = (words: readonly string[]): string => words.join(locale === 'zh' ? '、' : ', ');
  const condition = (variable: Variable, keys: readonly string[]): string => {
    const named = keys.slice(0, MOST_NAMED).map((key) => names.category(variable, key));
    return t(keys.length > MOST_NAMED ? 'filter.inMany' : 'filter.in', {
      variable: names.variable(variable),
      categories: list(named),
      n: keys.length,
    });
  };
  const part = (filter: Filter): string =>
    'variable' in filter ? written(filter) : t('filter.bracket', { inner: written(filter) });
  const written = (filter: Filter): string => {
    if ('variable' in filter) return condition(filter.variable, filter.in);
    if ('not' in filter) return t('filter.not', { inner: written(filter.not) });
    const parts = 'and' in filter ? filter.and : filter.or;
    return parts.map(part).join('and' in filter ? t('filter.and') : t('filter.or'));
  };
  return {
    filter: written,
    population: ({ filter, where, quality }) => [
      ...STRATA.flatMap((stratum) => {
        const keys = filter[stratum] ?? [];
        return keys.length > 0 ? [condition({ stratum }, keys)] : [];
      }),
      ...(where ? [written(where)] : []),
      ...(quality === 'unflagged' ? [t('breakdown.qualityUnflagged')] : []),
    ],
  };
}
