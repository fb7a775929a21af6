import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookItem } from '@duwen/shared/api';
import { readVariable, variableKey, type Stratum, type Variable } from '@duwen/shared/tabulation';
import { useLocale } from '../../../ui/i18n';
import { NamedPopup } from '../../../ui/named-popup';
import { titleOf, type ItemSection } from '../item-sections';

interface VariableSelectOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly value: Variable | null;
  readonly strata: readonly Stratum[];
  readonly sections: readonly ItemSection[];
  /** Which items can be chosen. */
  readonly suits: (item: CodebookItem) => boolean;
  readonly className?: string;
  readonly onChoose: (variable: Variable) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A menu of the strata and of the items by section, to search in. */
export function VariableSelect(options: VariableSelectOptions): ReactNode {
  const { label, placeholder, value, strata, sections, suits, className, onChoose } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const groups = useMemo(() => {
    // An item of several sections stands in the first of them: a value is an option once.
    const seen = new Set<string>();
    const bySection = sections.map(({ code, title, items }) => ({
      label: title ? `${code} ${say(title)}` : t('breakdown.background'),
      title: code ?? '',
      options: items
        .filter((item) => suits(item) && !seen.has(item.code) && seen.add(item.code))
        .map((item): Choice => ({
          value: variableKey({ item: item.code }),
          label: `${item.code} ${say(titleOf(item))}`,
        })),
    }));
    const ofStrata = {
      label: t('shelf.strata'),
      title: 'strata',
      options: strata.map((stratum): Choice => ({ value: stratum, label: t(`stratum.${stratum}`) })),
    };
    return [ofStrata, ...bySection].filter((group) => group.options.length > 0);
  }, [strata, sections, suits, say, t]);
  return (
    <Select<string | null, Choice>
      className={className ?? 'variable-select'}
      value={value && variableKey(value)}
      placeholder={placeholder}
      aria-label={label}
      options={groups as never}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={320}
      popupRender={(menu) => <NamedPopup name={label}>{menu}</NamedPopup>}
      onChange={(key) => {
        const variable = key === null ? null : readVariable(key);
        if (variable) onChoose(variable);
      }}
    />
  );
}
