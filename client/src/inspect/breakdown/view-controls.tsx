import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import { STRATA, type BreakdownRequest, type Stratum } from '@duwen/shared/tabulation';
import { useLocale } from '../../ui/i18n';
import { NamedPopup } from '../../ui/named-popup';
import { ROW_ORDERS, type BreakdownView, type Display, type RowOrder } from './view-state';

interface ViewControlsOptions {
  readonly view: BreakdownView;
  readonly strata: CodebookAnswer['strata'];
  readonly onChange: (view: BreakdownView) => void;
  /** What stands at the end of the first line. */
  readonly children: ReactNode;
}

const ORDER_TEXT = {
  given: 'breakdown.sortGiven',
  high: 'breakdown.sortHigh',
  low: 'breakdown.sortLow',
  base: 'breakdown.sortBase',
} as const;

/** What the rows are, which responses count, and how it is shown. */
export function ViewControls({ view, strata, onChange, children }: ViewControlsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { request, display, order } = view;
  const ask = (change: Partial<BreakdownRequest>): void =>
    onChange({ ...view, request: { ...request, ...change } });
  const present = STRATA.filter((stratum) => strata[stratum].length > 0);
  return (
    <div className="view-controls">
      <label>
        <span>{t('breakdown.split')}</span>
        <Select
          value={request.by ?? 'none'}
          aria-label={t('breakdown.split')}
          popupRender={(menu) => <NamedPopup name={t('breakdown.split')}>{menu}</NamedPopup>}
          popupMatchSelectWidth={false}
          options={[
            { value: 'none', label: t('breakdown.splitNone') },
            ...present.map((stratum) => ({ value: stratum, label: t(`stratum.${stratum}`) })),
          ]}
          onChange={(by: Stratum | 'none') => ask({ by: by === 'none' ? null : by })}
        />
      </label>
      <label>
        <span>{t('breakdown.sort')}</span>
        <Select
          value={order}
          aria-label={t('breakdown.sort')}
          popupRender={(menu) => <NamedPopup name={t('breakdown.sort')}>{menu}</NamedPopup>}
          disabled={request.by === null}
          popupMatchSelectWidth={false}
          options={ROW_ORDERS.map((value) => ({ value, label: t(ORDER_TEXT[value]) }))}
          onChange={(value: RowOrder) => onChange({ ...view, order: value })}
        />
      </label>
      <label>
        <span>{t('breakdown.quality')}</span>
        <Select
          value={request.quality}
          aria-label={t('breakdown.quality')}
          popupRender={(menu) => <NamedPopup name={t('breakdown.quality')}>{menu}</NamedPopup>}
          popupMatchSelectWidth={false}
          options={[
            { value: 'all', label: t('breakdown.qualityAll') },
            { value: 'unflagged', label: t('breakdown.qualityUnflagged') },
          ]}
          onChange={(quality: BreakdownRequest['quality']) => ask({ quality })}
        />
      </label>
      <div className="filters" role="group" aria-label={t('breakdown.filter')}>
        <span>{t('breakdown.filter')}</span>
        {present.map((stratum) => (
          <StratumFilter
            key={stratum}
            stratum={stratum}
            categories={strata[stratum]}
            chosen={request.filter[stratum] ?? []}
            onChange={(categories) => {
              const { [stratum]: _, ...rest } = request.filter;
              ask({ filter: categories.length > 0 ? { ...rest, [stratum]: categories } : rest });
            }}
          />
        ))}
        {Object.keys(request.filter).length > 0 ? (
          <Button type="link" onClick={() => ask({ filter: {} })}>
            {t('breakdown.clearFilter')}
          </Button>
        ) : null}
      </div>
      <div className="breakdown-tools">
        <Segmented<Display>
          className="display-switch"
          aria-label={t('breakdown.display')}
          value={display}
          options={[
            { value: 'table', label: t('breakdown.displayTable') },
            { value: 'heat', label: t('breakdown.displayHeat') },
          ]}
          onChange={(value) => onChange({ ...view, display: value })}
        />
        {children}
      </div>
    </div>
  );
}

interface StratumFilterOptions {
  readonly stratum: Stratum;
  readonly categories: CodebookAnswer['strata'][Stratum];
  readonly chosen: readonly string[];
  readonly onChange: (categories: string[]) => void;
}

function StratumFilter({ stratum, categories, chosen, onChange }: StratumFilterOptions): ReactNode {
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
      options={categories.map(({ key, label }) => ({ value: key, label: say(label) }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  );
}
