import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import { DEEPEST_NESTING, variableKey, type Variable } from '@duwen/shared/tabulation';
import type { ItemSection } from '../item-sections';
import { hasCategories, presentStrata, type VariableNames } from '../variables';
import type { TableShape } from '../view-state';
import { DropZone } from './drop-zone';
import { nudged, put, SHELVES, swapped, taken, type ShelfName } from './shelf-moves';
import { VariableChip, type ChipAction } from './variable-chip';
import { VariableSelect } from './variable-select';

export interface TableShelvesOptions {
  readonly shape: TableShape;
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
  readonly names: VariableNames;
  readonly onChange: (shape: TableShape) => void;
  /** Asks for a condition on a variable. */
  readonly onFilter: (variable: Variable) => void;
}

/** What stands in the rows and the columns of a table. */
export function TableShelves(options: TableShelvesOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { shape, onChange } = options;
  return (
    <div className="shelves">
      {SHELVES.map((shelf) => (
        <Shelf key={shelf} shelf={shelf} {...options} />
      ))}
      <Button
        size="small"
        className="swap-button"
        disabled={shape.rows.length + shape.columns.length === 0}
        onClick={() => onChange({ ...shape, ...swapped(shape) })}
      >
        {t('shelf.swap')}
      </Button>
    </div>
  );
}

function Shelf({ shelf, ...options }: TableShelvesOptions & { readonly shelf: ShelfName }): ReactNode {
  const { shape, codebook, sections, names, onChange } = options;
  const { t } = useTranslation('inspect');
  const place = usePlace(options);
  const label = t(`shelf.${shelf}`);
  const variables = shape[shelf];
  return (
    <DropZone className="shelf" label={label} onDrop={(variable, index) => place(variable, shelf, index)}>
      <span className="shelf-name">{label}</span>
      {variables.map((variable, index) => (
        <VariableChip
          key={variableKey(variable)}
          variable={variable}
          name={names.variable(variable)}
          label={t('chip.menu', { name: names.variable(variable), shelf: label })}
          actions={actionsOf(variable, index)}
        />
      ))}
      {variables.length < DEEPEST_NESTING ? (
        <VariableSelect
          label={t('shelf.addTo', { shelf: label })}
          placeholder={t('shelf.add')}
          value={null}
          strata={presentStrata(codebook)}
          sections={sections}
          suits={hasCategories}
          onChoose={(variable) => place(variable, shelf)}
        />
      ) : null}
    </DropZone>
  );

  function actionsOf(variable: Variable, index: number): ChipAction[] {
    const other: ShelfName = shelf === 'rows' ? 'columns' : 'rows';
    const move = (by: -1 | 1) => () => onChange({ ...shape, ...nudged(shape, variable, by) });
    return [
      {
        key: 'out',
        label: t('chip.outwards'),
        shortcut: 'Alt+ArrowLeft',
        disabled: index === 0,
        run: move(-1),
      },
      {
        key: 'in',
        label: t('chip.inwards'),
        shortcut: 'Alt+ArrowRight',
        disabled: index === variables.length - 1,
        run: move(1),
      },
      { key: 'other', label: t(`chip.to.${other}`), run: () => place(variable, other) },
      { key: 'filter', label: t('chip.to.filter'), run: () => options.onFilter(variable) },
      {
        key: 'remove',
        label: t('chip.remove'),
        shortcut: 'Delete',
        run: () => onChange({ ...shape, ...taken(shape, variable) }),
      },
    ];
  }
}

/** Puts a variable on a shelf, or says why it can't stand there. */
export function usePlace({
  shape,
  names,
  onChange,
}: Pick<TableShelvesOptions, 'shape' | 'names' | 'onChange'>): (
  variable: Variable,
  shelf: ShelfName,
  index?: number,
) => void {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  return (variable, shelf, index) => {
    const item = 'item' in variable ? names.item(variable.item) : null;
    if (item === undefined || (item && !hasCategories(item))) {
      void message.warning(t('shelf.noCategories', { name: names.variable(variable) }));
      return;
    }
    const next = put(shape, variable, shelf, index);
    if (next) onChange({ ...shape, ...next });
    else void message.warning(t('shelf.full', { n: DEEPEST_NESTING, shelf: t(`shelf.${shelf}`) }));
  };
}
