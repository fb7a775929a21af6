import { useTranslation } from 'react-i18next';
import type { CodebookAnswer, CodebookItem } from '@duwen/shared/api';
import type { LocalizedText } from '@duwen/shared/i18n';
import { NO_ANSWER_KEY, NOT_ASKED_KEY, STRATA, type Stratum, type Variable } from '@duwen/shared/tabulation';
import { useLocale } from '../../ui/i18n';
import { titleOf } from './item-sections';

/** Items whose answers can be categories of a table or a condition: those with options. */
export const hasCategories = (item: CodebookItem): boolean => item.options.length > 0;
export const hasFavourable = (item: CodebookItem): boolean =>
  item.options.some(({ favourable }) => favourable);
export const hasMean = (item: CodebookItem): boolean =>
  item.kind === 'numeric' || item.options.some(({ score }) => score !== null);

/** The strata that a campaign has categories of. */
export const presentStrata = (codebook: CodebookAnswer): Stratum[] =>
  STRATA.filter((stratum) => codebook.strata[stratum].length > 0);

/** What variables and their categories are called. */
export interface VariableNames {
  readonly item: (code: string) => CodebookItem | undefined;
  /** `学校`, `FAC1 校园环境`. */
  readonly variable: (variable: Variable) => string;
  readonly categories: (variable: Variable) => readonly { readonly key: string; readonly label: string }[];
  readonly category: (variable: Variable, key: string) => string;
}

/** A namer of the codebook's variables, in the page's language. A name that is not known is its code. */
export function useVariableNames(codebook: CodebookAnswer): VariableNames {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const item = (code: string): CodebookItem | undefined => codebook.items.find((each) => each.code === code);
  const named = ({ key, label }: { readonly key: string; readonly label: LocalizedText }) => ({
    key,
    label: say(label),
  });
  const categories: VariableNames['categories'] = (variable) => {
    if ('stratum' in variable) return codebook.strata[variable.stratum].map(named);
    const options = item(variable.item)?.options ?? [];
    return [
      ...options.map(({ value, label }) => named({ key: String(value), label })),
      { key: NO_ANSWER_KEY, label: t('variable.noAnswer') },
      { key: NOT_ASKED_KEY, label: t('variable.notAsked') },
    ];
  };
  return {
    item,
    categories,
    category: (variable, key) => categories(variable).find((each) => each.key === key)?.label ?? key,
    variable: (variable) => {
      if ('stratum' in variable) return t(`stratum.${variable.stratum}`);
      const found = item(variable.item);
      return found ? `${found.code} ${say(titleOf(found))}` : variable.item;
    },
  };
}
