import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BASES, MEASURES, type Base, type Measure } from '@duwen/shared/tabulation';
import { NamedPopup } from '../../../ui/named-popup';
import type { ItemSection } from '../item-sections';
import { hasFavourable, hasMean } from '../variables';
import type { TableShape } from '../view-state';
import { VariableSelect } from './variable-select';

interface CellChoicesOptions {
  readonly shape: TableShape;
  readonly sections: readonly ItemSection[];
  readonly onChange: (shape: TableShape) => void;
}

const needsItem = (measure: Measure): measure is 'mean' | 'favourable' =>
  measure === 'mean' || measure === 'favourable';

/** The measure of the cells, the item it is of, and who counts. */
export function CellChoices({ shape, sections, onChange }: CellChoicesOptions): ReactNode {
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
    <>
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
    </>
  );
}
