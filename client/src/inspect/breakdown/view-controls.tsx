import { Segmented, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRequest, Stratum } from '@duwen/shared/tabulation';
import { NamedPopup } from '../../ui/named-popup';
import { readOrder, writeOrder } from './row-order';
import { DropZone } from './shelves/drop-zone';
import { DISPLAYS, type BreakdownView, type Display } from './view-state';

interface ViewControlsOptions {
  readonly view: BreakdownView;
  /** The strata that the campaign has categories of. */
  readonly strata: readonly Stratum[];
  readonly onChange: (view: BreakdownView) => void;
}

const GIVEN = 'given';
const ORDER_TEXT = {
  [GIVEN]: 'breakdown.sortGiven',
  '-favourable': 'breakdown.sortHigh',
  favourable: 'breakdown.sortLow',
  '-n': 'breakdown.sortBase',
} as const;
type NamedOrder = keyof typeof ORDER_TEXT;
const NAMED_ORDERS = Object.keys(ORDER_TEXT) as NamedOrder[];

/** The questions' way: what the rows are, in which order, and how it is shown. */
export function QuestionControls({ view, strata, onChange }: ViewControlsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { request, order } = view;
  const written = order === null ? GIVEN : writeOrder(order);
  const named = NAMED_ORDERS.find((name) => name === written);
  const splitBy = (by: Stratum | null): void =>
    onChange({ ...view, pinned: [], order: null, ...displayFor(view, by), request: { ...request, by } });
  return (
    <>
      <DropZone
        className="split-zone"
        label={t('breakdown.split')}
        onDrop={(variable) => {
          if ('stratum' in variable) splitBy(variable.stratum);
          else if (!request.items.includes(variable.item))
            onChange({ ...view, request: { ...request, items: [...request.items, variable.item] } });
        }}
      >
        <label>
          <span>{t('breakdown.split')}</span>
          <Select
            value={request.by ?? 'none'}
            aria-label={t('breakdown.split')}
            popupRender={(menu) => <NamedPopup name={t('breakdown.split')}>{menu}</NamedPopup>}
            popupMatchSelectWidth={false}
            options={[
              { value: 'none', label: t('breakdown.splitNone') },
              ...strata.map((stratum) => ({ value: stratum, label: t(`stratum.${stratum}`) })),
            ]}
            onChange={(by: Stratum | 'none') => splitBy(by === 'none' ? null : by)}
          />
        </label>
      </DropZone>
      <label>
        <span>{t('breakdown.sort')}</span>
        <Select
          value={named ?? written}
          aria-label={t('breakdown.sort')}
          popupRender={(menu) => <NamedPopup name={t('breakdown.sort')}>{menu}</NamedPopup>}
          disabled={request.by === null}
          popupMatchSelectWidth={false}
          options={[
            ...NAMED_ORDERS.map((value) => ({ value: value as string, label: t(ORDER_TEXT[value]) })),
            ...(named ? [] : [{ value: written, label: t('breakdown.sortColumn') }]),
          ]}
          onChange={(value: string) => onChange({ ...view, order: readOrder(value) })}
        />
      </label>
      <Segmented<Display>
        className="display-switch"
        aria-label={t('breakdown.display')}
        value={view.display}
        options={DISPLAYS.map((value) => ({ value, label: t(`display.${value}`) }))}
        onChange={(display) => onChange(shownAs(view, display, strata))}
      />
    </>
  );
}

/** A trend needs days: another split leads back to the table. */
const displayFor = ({ display }: BreakdownView, by: Stratum | null): Partial<BreakdownView> =>
  display === 'trend' && by !== 'day' ? { display: 'table' } : {};

/** A display that needs a certain split gets it: a trend days, a funnel schools, a heat map and dots any. */
function shownAs(view: BreakdownView, display: Display, strata: readonly Stratum[]): BreakdownView {
  const { by } = view.request;
  const wanted: Stratum | null =
    display === 'trend'
      ? 'day'
      : by !== null
        ? by
        : display === 'funnel'
          ? 'unit'
          : display === 'heat' || display === 'dots'
            ? 'group'
            : null;
  const split = wanted !== null && strata.includes(wanted) ? wanted : by;
  const next: BreakdownView = { ...view, display, request: { ...view.request, by: split } };
  return split === by ? next : { ...next, pinned: [], order: null };
}

interface PopulationOptions {
  readonly request: BreakdownRequest;
  readonly onChange: (change: Partial<BreakdownRequest>) => void;
}

/** Which responses count for their quality, and whether figures stand for everybody. */
export function PopulationControls({ request, onChange }: PopulationOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
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
          onChange={(quality: BreakdownRequest['quality']) => onChange({ quality })}
        />
      </label>
      <label className="weighted-switch" title={t('weighted.about')}>
        <span>{t('weighted.label')}</span>
        <Switch
          checked={request.weighted ?? false}
          aria-label={t('weighted.label')}
          onChange={(weighted) => onChange({ weighted })}
        />
      </label>
    </>
  );
}
