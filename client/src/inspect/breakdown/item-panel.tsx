import { memo, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookItem, CodebookAnswer } from '@duwen/shared/api';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import { ChoiceTable } from './choice-table';
import { ItemPictureMenu, type PictureContext } from './charts/breakdown-pictures';
import { CopyButton } from './copying/copy-button';
import { useItemCells } from './copying/item-cells';
import { askedRows, foldWithheld, orderRows } from './row-order';
import type { RowTools } from './row-tools';
import { ScaleTable } from './scale-table';
import { TestSentence } from './test-sentence';

interface ItemPanelOptions {
  readonly item: ItemBreakdown;
  /** The item in the codebook: its wording for every group. */
  readonly source: CodebookItem | undefined;
  readonly groups: CodebookAnswer['strata']['group'];
  readonly split: boolean;
  readonly minimumCell: number;
  readonly weighted: boolean;
  readonly tools: RowTools;
  /** The rows of the item that leads the order, where it is another's. */
  readonly lead: readonly BreakdownRow[] | undefined;
  readonly context: PictureContext;
}

/** More names than this are counted instead, and more withheld rows folded away. */
const MOST_NAMES = 12;

/** One item: what was asked, its table with bars, and whether its rows differ by more than chance. */
export const ItemPanel = memo(function ItemPanel(options: ItemPanelOptions): ReactNode {
  const { item, source, groups, split, minimumCell, weighted, tools, lead, context } = options;
  const { say } = useLocale();
  const cells = useItemCells();
  const { rows, notAsked } = useMemo(
    () => askedRows(orderRows(item.rows, tools.order, tools.pinned, lead)),
    [item.rows, tools.order, tools.pinned, lead],
  );
  const { shown, folded } = useMemo(() => foldWithheld(rows, MOST_NAMES), [rows]);
  const titleId = `item-${item.code}`;
  const satisfaction = item.options.some(({ favourable }) => favourable);
  const Table = satisfaction ? ScaleTable : ChoiceTable;
  return (
    <article className="item-panel" aria-labelledby={titleId}>
      <header>
        <div className="item-head">
          <h3 id={titleId}>
            <span className="item-code">{item.code}</span>
            {say(item.title)}
          </h3>
          <span className="item-tools no-print">
            <ItemPictureMenu
              item={item}
              order={tools.order}
              pinned={tools.pinned}
              lead={lead}
              minimumCell={minimumCell}
              display="table"
              context={context}
            />
            <CopyButton cells={() => cells([{ item, rows }])} of={item.code} />
          </span>
        </div>
        <ItemNotes item={item} satisfaction={satisfaction} />
        {source ? <Wordings source={source} groups={groups} /> : null}
      </header>
      <Table
        item={item}
        rows={shown}
        titleId={titleId}
        minimumCell={minimumCell}
        weighted={weighted}
        tools={tools}
      />
      <FoldedRows rows={folded} minimumCell={minimumCell} />
      <NotAsked rows={notAsked} />
      <WithheldNote item={item} />
      {split && satisfaction ? (
        <TestSentence test={item.test} noTest={item.noTest} about="rows" compared={comparedIn(item)} />
      ) : null}
    </article>
  );
});

function ItemNotes({
  item,
  satisfaction,
}: {
  readonly item: ItemBreakdown;
  readonly satisfaction: boolean;
}): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const notes: string[] = [];
  if (item.scale) notes.push(say(item.scale.label));
  if (satisfaction) {
    const favourable = item.options.filter((option) => option.favourable).map(({ label }) => say(label));
    notes.push(t('breakdown.satisfiedMeans', { options: favourable.join(locale === 'zh' ? '、' : ' + ') }));
  } else if (item.kind === 'multiple') notes.push(t('breakdown.multiple'));
  else if (item.kind === 'text') notes.push(t('breakdown.open'));
  return <p className="item-notes">{notes.join(' · ')}</p>;
}

interface WordingsOptions {
  readonly source: CodebookItem;
  readonly groups: CodebookAnswer['strata']['group'];
}

/** How each group was asked; folded away, and left out where all were asked the same. */
function Wordings({ source, groups }: WordingsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const wordings = Object.entries(source.wording);
  if (new Set(wordings.map(([, wording]) => wording.zh)).size < 2) return null;
  return (
    <details className="wordings">
      <summary>{t('breakdown.wordings')}</summary>
      <dl>
        {wordings.map(([group, wording]) => {
          const label = groups.find(({ key }) => key === group)?.label;
          return (
            <div key={group}>
              <dt>{label ? say(label) : group}</dt>
              <dd>{say(wording)}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** Rows that nobody was asked in: named in a line, so that the table has only rows with figures. */
function NotAsked({ rows }: { readonly rows: readonly BreakdownRow[] }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  if (rows.length === 0) return null;
  const names = rows.map(({ label }) => say(label)).join(locale === 'zh' ? '、' : ', ');
  return (
    <p className="not-asked">
      {rows.length > MOST_NAMES
        ? t('row.notAskedMany', { n: rows.length })
        : t('row.notAsked', { rows: names })}
    </p>
  );
}

interface FoldedOptions {
  readonly rows: readonly BreakdownRow[];
  readonly minimumCell: number;
}

/** Rows withheld whole, where they are many: counted, with their names on demand. */
function FoldedRows({ rows, minimumCell }: FoldedOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  if (rows.length === 0) return null;
  return (
    <details className="wordings">
      <summary>{t('row.folded', { n: rows.length, minimum: minimumCell })}</summary>
      <p className="not-asked">{rows.map(({ label }) => say(label)).join(locale === 'zh' ? '、' : ', ')}</p>
    </details>
  );
}

/** How many rows a test compared, where some were left out for being withheld; null where all were compared. */
function comparedIn({ rows }: ItemBreakdown): number | null {
  const isPart = rows.some(({ favourable, asked, n }) => !favourable && asked !== 0 && n !== 0);
  return isPart ? rows.filter(({ favourable }) => favourable).length : null;
}

/** That some figures of the table are withheld, with the way to why. */
function WithheldNote({ item }: { readonly item: ItemBreakdown }): ReactNode {
  const { t } = useTranslation('inspect');
  if ([item.total, ...item.rows].every(({ suppression }) => suppression === 'none')) return null;
  return (
    <p className="not-asked">
      {t('row.someWithheld')} <MethodLink to="withheld" />
    </p>
  );
}
