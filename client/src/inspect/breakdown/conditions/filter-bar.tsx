import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import type { BreakdownRequest, Stratum, Variable } from '@duwen/shared/tabulation';
import { useLocale } from '../../../ui/i18n';
import { NamedPopup } from '../../../ui/named-popup';
import type { ItemSection } from '../item-sections';
import { DropZone } from '../shelves/drop-zone';
import { presentStrata, type VariableNames } from '../variables';
import { ConditionBuilder } from './condition-builder';
import { groupOf } from './condition-tree';
import { useFilterWords } from './filter-words';

interface FilterBarOptions {
  readonly request: BreakdownRequest;
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
  readonly names: VariableNames;
  /** A variable that is to be filtered by: its menu or a condition on it is opened. */
  readonly asked: Variable | null;
  readonly onAsk: (variable: Variable | null) => void;
  readonly onChange: (change: Partial<BreakdownRequest>) => void;
}

/** Whose answers count: a menu for each stratum, and conditions of any kind. Variables can be dropped here. */
export function FilterBar(options: FilterBarOptions): ReactNode {
  const { request, codebook, sections, names, asked, onAsk, onChange } = options;
  const { t } = useTranslation('inspect');
  const words = useFilterWords(names);
  const [building, setBuilding] = useState(false);
  const { filter, where } = request;
  const askedItem = asked && 'item' in asked ? asked : null;
  const askedStratum = asked && 'stratum' in asked ? asked.stratum : null;
  const narrowed = Object.keys(filter).length > 0 || where;
  const close = (): void => {
    setBuilding(false);
    onAsk(null);
  };
  return (
    <DropZone className="filters" label={t('breakdown.filter')} onDrop={onAsk}>
      <span>{t('breakdown.filter')}</span>
      {presentStrata(codebook).map((stratum) => (
        <StratumFilter
          key={stratum}
          stratum={stratum}
          categories={codebook.strata[stratum]}
          chosen={filter[stratum] ?? []}
          forced={askedStratum === stratum}
          onClosed={() => onAsk(null)}
          onChange={(categories) => {
            const { [stratum]: _, ...rest } = filter;
            onChange({ filter: categories.length > 0 ? { ...rest, [stratum]: categories } : rest });
          }}
        />
      ))}
      <Button
        className={where ? 'where-button is-set' : 'where-button'}
        title={where ? words.filter(where) : t('condition.title')}
        onClick={() => setBuilding(true)}
      >
        {where ? t('condition.set', { words: words.filter(where) }) : t('condition.open')}
      </Button>
      {narrowed ? (
        <Button type="link" onClick={() => onChange({ filter: {}, where: null })}>
          {t('breakdown.clearFilter')}
        </Button>
      ) : null}
      {building || askedItem ? (
        <ConditionBuilder
          start={askedItem ? withCondition(groupOf(where), askedItem) : groupOf(where)}
          codebook={codebook}
          sections={sections}
          names={names}
          onApply={(next) => {
            onChange({ where: next });
            close();
          }}
          onClose={close}
        />
      ) : null}
    </DropZone>
  );
}

/** A further condition, joined to what is there by "and". */
function withCondition(group: ReturnType<typeof groupOf>, variable: Variable): ReturnType<typeof groupOf> {
  const condition = { variable, negated: false, categories: [] };
  return group.mode === 'all'
    ? { ...group, parts: [...group.parts, condition] }
    : { mode: 'all', parts: [group, condition] };
}

interface StratumFilterOptions {
  readonly stratum: Stratum;
  readonly categories: CodebookAnswer['strata'][Stratum];
  readonly chosen: readonly string[];
  /** Whether its menu is to be open. */
  readonly forced: boolean;
  readonly onClosed: () => void;
  readonly onChange: (categories: string[]) => void;
}

function StratumFilter(options: StratumFilterOptions): ReactNode {
  const { stratum, categories, chosen, forced, onClosed, onChange } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const name = t(`stratum.${stratum}`);
  return (
    <Select<string[]>
      mode="multiple"
      className={chosen.length > 0 ? 'is-set' : ''}
      value={[...chosen]}
      aria-label={`${t('breakdown.filter')}: ${name}`}
      popupRender={(menu) => <NamedPopup name={name}>{menu}</NamedPopup>}
      placeholder={t('breakdown.filterAll', { stratum: name })}
      maxTagCount={1}
      maxTagTextLength={8}
      popupMatchSelectWidth={280}
      allowClear
      {...(forced ? { open: true, autoFocus: true } : {})}
      onOpenChange={(open) => {
        if (!open) onClosed();
      }}
      options={categories.map(({ key, label }) => ({ value: key, label: say(label) }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  );
}
