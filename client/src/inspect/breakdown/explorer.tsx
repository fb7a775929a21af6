import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer, CodebookItem } from '@duwen/shared/api';
import type { BreakdownRequest, Variable } from '@duwen/shared/tabulation';
import { useLocale } from '../../ui/i18n';
import { Empty } from '../shell/states';
import { isAskable } from './breakdown-data';
import { BreakdownResult } from './breakdown-result';
import { FilterBar } from './conditions/filter-bar';
import { TableResult } from './crosstab/table-result';
import { ExplorerToolbar } from './explorer-toolbar';
import { ItemPicker } from './item-picker';
import type { ItemSection } from './item-sections';
import { CellChoices } from './shelves/cell-choices';
import type { ChipAction } from './shelves/variable-chip';
import { TableShelves, usePlace } from './shelves/table-shelves';
import { VariablePalette } from './shelves/variable-palette';
import { useAddressedView, type AddressedView } from './use-addressed-view';
import {
  hasCategories,
  hasFavourable,
  hasMean,
  presentStrata,
  useVariableNames,
  type VariableNames,
} from './variables';
import { PopulationControls, QuestionControls } from './view-controls';
import { tableRequest, type BreakdownView, type TableShape } from './view-state';

interface ExplorerOptions {
  readonly campaignId: string;
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
}

/** The workbench: variables on the left; the way of asking, its shelves and filters above; the answer below. */
export function Explorer({ campaignId, codebook, sections }: ExplorerOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const addressed = useAddressedView(campaignId);
  const names = useVariableNames(codebook);
  const [picking, setPicking] = useState(false);
  /** On a phone what is set stands behind a button, so that the answer comes first. */
  const [unfolded, setUnfolded] = useState(false);
  /** A variable that was sent to the filter and has no categories chosen yet. */
  const [filtering, setFiltering] = useState<Variable | null>(null);
  const { view, change } = addressed;
  const { request } = view;
  const isTable = view.way === 'table';
  const isAsked = isTable ? isAskable(tableRequest(view)) : request.items.length > 0;
  const isFolded = isAsked && !unfolded;
  const ask = (more: Partial<BreakdownRequest>): void =>
    change({ ...view, request: { ...request, ...more } });
  const choose = (items: readonly string[]): void => ask({ items });
  const reshape = (table: TableShape): void => change({ ...view, table, order: null, pinned: [] });
  const side = (
    <Variables
      codebook={codebook}
      sections={sections}
      names={names}
      addressed={addressed}
      onChoose={choose}
      onFilter={setFiltering}
      onReshape={reshape}
    />
  );
  return (
    <div className="breakdown">
      <aside className="breakdown-side no-print" aria-label={t('breakdown.items')}>
        <a className="skip-link" href="#breakdown-main">
          {t('breakdown.skipItems')}
        </a>
        {side}
      </aside>
      <div className="breakdown-main" id="breakdown-main" tabIndex={-1}>
        <h2 className="visually-hidden">{t('breakdown.title')}</h2>
        <div className={isFolded ? 'breakdown-top is-folded no-print' : 'breakdown-top no-print'}>
          <ExplorerToolbar campaignId={campaignId} addressed={addressed}>
            <Button className="pick-button" type="primary" ghost onClick={() => setPicking(true)}>
              {isTable
                ? t('breakdown.chooseVariables')
                : t('breakdown.chooseItems', { n: request.items.length })}
            </Button>
            {isAsked ? (
              <Button className="fold-button" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
                {t(unfolded ? 'breakdown.fold' : 'breakdown.unfold')}
              </Button>
            ) : null}
          </ExplorerToolbar>
          {isTable ? (
            <TableShelves
              shape={view.table}
              codebook={codebook}
              sections={sections}
              names={names}
              onChange={reshape}
              onFilter={setFiltering}
            />
          ) : null}
          <div className="view-controls">
            {view.way === 'questions' ? (
              <QuestionControls view={view} strata={presentStrata(codebook)} onChange={change} />
            ) : (
              <CellChoices shape={view.table} sections={sections} onChange={reshape} />
            )}
            <PopulationControls request={request} onChange={ask} />
            <FilterBar
              request={request}
              codebook={codebook}
              sections={sections}
              names={names}
              asked={filtering}
              onAsk={setFiltering}
              onChange={ask}
            />
          </div>
        </div>
        <Result
          campaignId={campaignId}
          codebook={codebook}
          sections={sections}
          names={names}
          addressed={addressed}
          onChoose={choose}
        />
      </div>
      <Drawer
        open={picking}
        placement="left"
        size="min(92vw, 24rem)"
        title={t('breakdown.items')}
        onClose={() => setPicking(false)}
      >
        {side}
      </Drawer>
    </div>
  );
}

interface ResultOptions extends ExplorerOptions {
  readonly names: VariableNames;
  readonly addressed: AddressedView;
  readonly onChoose: (items: readonly string[]) => void;
}

function Result({ sections, addressed, onChoose, ...rest }: ResultOptions): ReactNode {
  const { view, change, update, undo } = addressed;
  const shown = { ...rest, view, onBack: undo };
  if (view.way === 'table') return <TableResult {...shown} onChange={change} />;
  if (view.request.items.length === 0) return <Start sections={sections} onChoose={onChoose} />;
  return <BreakdownResult {...shown} onUpdate={update} />;
}

interface VariablesOptions extends Omit<ExplorerOptions, 'campaignId'> {
  readonly names: VariableNames;
  readonly addressed: AddressedView;
  readonly onChoose: (items: readonly string[]) => void;
  readonly onFilter: (variable: Variable) => void;
  readonly onReshape: (shape: TableShape) => void;
}

/** All that can be asked about: strata and items, each to drag or to send to a shelf. */
function Variables(options: VariablesOptions): ReactNode {
  const { codebook, sections, names, addressed, onChoose, onFilter, onReshape } = options;
  const { t } = useTranslation('inspect');
  const { view, change } = addressed;
  const place = usePlace({ shape: view.table, names, onChange: onReshape });
  const isTable = view.way === 'table';
  const toFilter = (variable: Variable): ChipAction => ({
    key: 'filter',
    label: t('chip.to.filter'),
    run: () => onFilter(variable),
  });
  const placing = (variable: Variable): ChipAction[] => [
    { key: 'rows', label: t('chip.to.rows'), run: () => place(variable, 'rows') },
    { key: 'columns', label: t('chip.to.columns'), run: () => place(variable, 'columns') },
    toFilter(variable),
  ];
  const ofStratum = (variable: Variable): ChipAction[] => {
    if (isTable) return placing(variable);
    return [
      {
        key: 'rows',
        label: t('chip.to.rows'),
        run: () => 'stratum' in variable && change(splitBy(view, variable.stratum)),
      },
      toFilter(variable),
    ];
  };
  const ofItem = (item: CodebookItem): ChipAction[] => {
    const { code } = item;
    const tell = (measure: 'favourable' | 'mean'): ChipAction => ({
      key: measure,
      label: t(`chip.to.${measure}`),
      run: () => onReshape({ ...view.table, measure, of: code }),
    });
    return [
      ...(hasCategories(item) ? (isTable ? placing({ item: code }) : [toFilter({ item: code })]) : []),
      ...(isTable && hasFavourable(item) ? [tell('favourable')] : []),
      ...(isTable && hasMean(item) ? [tell('mean')] : []),
    ];
  };
  return (
    <>
      <p className="side-title">{t('shelf.strata')}</p>
      <VariablePalette strata={presentStrata(codebook)} actions={ofStratum} />
      <p className="side-title">{t('breakdown.items')}</p>
      <ItemPicker
        sections={sections}
        ticked={!isTable}
        chosen={view.request.items}
        onChange={onChoose}
        actions={ofItem}
      />
    </>
  );
}

const splitBy = (view: BreakdownView, by: BreakdownRequest['by']): BreakdownView => ({
  ...view,
  order: null,
  pinned: [],
  request: { ...view.request, by },
});

interface StartOptions {
  readonly sections: readonly ItemSection[];
  readonly onChoose: (items: readonly string[]) => void;
}

/** Nothing chosen yet: how to begin, and a section to begin with. */
function Start({ sections, onChoose }: StartOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <Empty title={t('breakdown.emptyTitle')}>
      <p>{t('breakdown.emptyBody')}</p>
      <p>{t('breakdown.start')}</p>
      <ul className="start-sections">
        {sections.map((section) =>
          section.title ? (
            <li key={section.code}>
              <Button
                type="link"
                size="small"
                onClick={() => onChoose(section.items.map(({ code }) => code))}
              >
                {section.code} {say(section.title)}
              </Button>
            </li>
          ) : null,
        )}
      </ul>
    </Empty>
  );
}
