import { App, Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import {
  BASES,
  DEEPEST_NESTING,
  MEASURES,
  variableKey,
  type Base,
  type Measure,
  type Variable,
} from '@duwen/shared/tabulation';
import { NamedPopup } from '../../../ui/named-popup';
import type { ItemSection } from '../item-sections';
import { hasCategories, hasFavourable, hasMean, presentStrata, type VariableNames } from '../variables';
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

/** What stands in the rows and the columns of a table, and what its cells tell. */
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
      <CellChoices {...options} />
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

const needsItem = (measure: Measure): measure is 'mean' | 'favourable' =>
  measure === 'mean' || measure === 'favourable';

/** The measure of the cells, the item it is of, and who counts. */
function CellChoices({ shape, sections, onChange }: TableShelvesOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const items = sections.flatMap((section) => section.items);
  const suitsOf = (measure: Measure) => (measure === 'mean' ? hasMean : hasFavourable);
  const setMeasure = (measure: Measure): void => {
    const suits = suitsOf(measure);
    const known = items.find((item) => item.code === shape.of && suits(item)) ?? items.find(suits);
    if (needsItem(measure) && !known) return;
    onChange({ ...shape, measure, of: needsItem(measure) ? known!.code : null });
  };
  const measures = MEASURES.filter((measure) => !needsItem(measure) || items.some(suitsOf(measure)));
  return (
    <div className="cell-choices">
      <label>
        <span>{t('table.measure')}</span>
        <Select<Measure>
          value={shape.measure}
          aria-label={t('table.measure')}
          popupRender={(menu) => <NamedPopup name={t('table.measure')}>{menu}</NamedPopup>}
          popupMatchSelectWidth={false}
          options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
          onChange={setMeasure}
        />
      </label>
      {needsItem(shape.measure) ? (
        <label>
          <span>{t('table.of')}</span>
          <VariableSelect
            label={t('table.of')}
            placeholder={t('table.of')}
            value={shape.of === null ? null : { item: shape.of }}
            strata={[]}
            sections={sections}
            suits={suitsOf(shape.measure)}
            className="of-select"
            onChoose={(variable) => onChange({ ...shape, of: 'item' in variable ? variable.item : null })}
          />
        </label>
      ) : null}
      <label>
        <span>{t('table.base')}</span>
        <Select<Base>
          value={shape.base}
          aria-label={t('table.base')}
          popupRender={(menu) => <NamedPopup name={t('table.base')}>{menu}</NamedPopup>}
          popupMatchSelectWidth={false}
          options={BASES.map((value) => ({
            value,
            label: t(`base.${value}`),
            title: t(`base.${value}.about`),
          }))}
          onChange={(base) => onChange({ ...shape, base })}
        />
      </label>
    </div>
  );
}
