import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import { NamedPopup } from '../../../ui/named-popup';
import type { ItemSection } from '../item-sections';
import { hasCategories, presentStrata, type VariableNames } from '../variables';
import { VariableSelect } from '../shelves/variable-select';
import {
  EMPTY_GROUP,
  isGroup,
  MODES,
  withPart,
  type Condition,
  type ConditionGroup,
  type ConditionPart,
  type Mode,
} from './condition-tree';

interface EditorOptions {
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
  readonly names: VariableNames;
}

interface GroupEditorOptions extends EditorOptions {
  readonly group: ConditionGroup;
  readonly depth: number;
  readonly onChange: (group: ConditionGroup) => void;
  /** null: the outermost group stays. */
  readonly onRemove: (() => void) | null;
}

/** Groups within groups deeper than this are not offered: nobody reads them. */
const DEEPEST_OFFERED = 3;

/** A group of conditions: how they are joined, its parts, and what can be added. */
export function GroupEditor(options: GroupEditorOptions): ReactNode {
  const { codebook, sections, names, group, depth, onChange, onRemove } = options;
  const { t } = useTranslation('inspect');
  const add = (part: ConditionPart): void => onChange({ ...group, parts: [...group.parts, part] });
  const change = (index: number) => (part: ConditionPart | null) => onChange(withPart(group, index, part));
  return (
    <fieldset className="condition-group">
      <legend>
        <Select<Mode>
          value={group.mode}
          aria-label={t('condition.mode')}
          popupRender={(menu) => <NamedPopup name={t('condition.mode')}>{menu}</NamedPopup>}
          popupMatchSelectWidth={false}
          options={MODES.map((value) => ({ value, label: t(`condition.${value}`) }))}
          onChange={(mode) => onChange({ ...group, mode })}
        />
        {onRemove ? (
          <Button size="small" type="text" onClick={onRemove}>
            {t('condition.removeGroup')}
          </Button>
        ) : null}
      </legend>
      {group.parts.map((part, index) =>
        isGroup(part) ? (
          <GroupEditor
            key={index}
            {...options}
            group={part}
            depth={depth + 1}
            onChange={change(index)}
            onRemove={() => change(index)(null)}
          />
        ) : (
          <ConditionRow
            key={index}
            codebook={codebook}
            sections={sections}
            names={names}
            condition={part}
            onChange={change(index)}
          />
        ),
      )}
      <div className="condition-add">
        <VariableSelect
          label={t('condition.add')}
          placeholder={t('condition.add')}
          value={null}
          strata={presentStrata(codebook)}
          sections={sections}
          suits={hasCategories}
          onChoose={(variable) => add({ variable, negated: false, categories: [] })}
        />
        {depth < DEEPEST_OFFERED ? (
          <Button size="small" onClick={() => add({ ...EMPTY_GROUP, mode: 'any' })}>
            {t('condition.addGroup')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

interface ConditionRowOptions extends EditorOptions {
  readonly condition: Condition;
  readonly onChange: (condition: Condition | null) => void;
}

function ConditionRow({ codebook, sections, names, condition, onChange }: ConditionRowOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { variable, negated, categories } = condition;
  const name = names.variable(variable);
  return (
    <div className="condition-row">
      <VariableSelect
        label={t('condition.variable')}
        placeholder={t('condition.variable')}
        value={variable}
        strata={presentStrata(codebook)}
        sections={sections}
        suits={hasCategories}
        onChoose={(chosen) => onChange({ ...condition, variable: chosen, categories: [] })}
      />
      <Select<'is' | 'not'>
        className="condition-is"
        value={negated ? 'not' : 'is'}
        aria-label={t('condition.isOrNot', { name })}
        popupRender={(menu) => <NamedPopup name={t('condition.isOrNot', { name })}>{menu}</NamedPopup>}
        popupMatchSelectWidth={false}
        options={[
          { value: 'is', label: t('condition.is') },
          { value: 'not', label: t('condition.not') },
        ]}
        onChange={(value) => onChange({ ...condition, negated: value === 'not' })}
      />
      <Select<string[]>
        mode="multiple"
        className="condition-categories"
        value={[...categories]}
        aria-label={t('condition.categories', { name })}
        placeholder={t('condition.choose')}
        popupRender={(menu) => <NamedPopup name={t('condition.categories', { name })}>{menu}</NamedPopup>}
        maxTagCount="responsive"
        options={names.categories(variable).map(({ key, label }) => ({ value: key, label }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(chosen) => onChange({ ...condition, categories: chosen })}
      />
      <Button
        size="small"
        type="text"
        aria-label={t('condition.remove', { name })}
        onClick={() => onChange(null)}
      >
        ✕
      </Button>
    </div>
  );
}
