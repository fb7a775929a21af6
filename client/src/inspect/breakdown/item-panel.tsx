import type { TFunction } from 'i18next';
import { memo, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookItem, CodebookAnswer } from '@duwen/shared/api';
import type { BreakdownRow, BreakdownTest, ItemBreakdown } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { formatMean, formatPValue } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import { ChoiceTable } from './choice-table';
import { askedRows, foldWithheld, orderRows } from './row-order';
import { ScaleTable } from './scale-table';
import type { RowOrder } from './view-state';

interface ItemPanelOptions {
  readonly item: ItemBreakdown;
  /** The item in the codebook: its wording for every group. */
  readonly source: CodebookItem | undefined;
  readonly groups: CodebookAnswer['strata']['group'];
  readonly order: RowOrder;
  readonly split: boolean;
  readonly minimumCell: number;
}

/** More names than this are counted instead, and more withheld rows folded away. */
const MOST_NAMES = 12;

/** One item: what was asked, its table with bars, and whether its rows differ by more than chance. */
export const ItemPanel = memo(function ItemPanel(options: ItemPanelOptions): ReactNode {
  const { item, source, groups, order, split, minimumCell } = options;
  const { say } = useLocale();
  const { rows, notAsked } = useMemo(() => askedRows(orderRows(item.rows, order)), [item.rows, order]);
  const { shown, folded } = useMemo(() => foldWithheld(rows, MOST_NAMES), [rows]);
  const titleId = `item-${item.code}`;
  const satisfaction = item.options.some(({ favourable }) => favourable);
  const Table = satisfaction ? ScaleTable : ChoiceTable;
  return (
    <article className="item-panel" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>
          <span className="item-code">{item.code}</span>
          {say(item.title)}
        </h3>
        <ItemNotes item={item} satisfaction={satisfaction} />
        {source ? <Wordings source={source} groups={groups} /> : null}
      </header>
      <Table item={item} rows={shown} titleId={titleId} minimumCell={minimumCell} />
      <FoldedRows rows={folded} minimumCell={minimumCell} />
      <NotAsked rows={notAsked} />
      <WithheldNote item={item} />
      {split && satisfaction ? <TestSentence item={item} /> : null}
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

/** Smallest p value that is called chance. */
const SIGNIFICANCE = 0.05;

function TestSentence({ item: { test, noTest, rows } }: { readonly item: ItemBreakdown }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (!test) {
    return noTest ? (
      <p className="test-sentence muted">
        {noTest === 'noVariation'
          ? t('test.noVariation')
          : t('test.none', { reason: say(reasonTexts[noTest]) })}{' '}
        <MethodLink to="no-number" />
      </p>
    ) : null;
  }
  const compared = rows.filter(({ favourable }) => favourable).length;
  const isPart = rows.some(({ favourable, asked, n }) => !favourable && asked !== 0 && n !== 0);
  const values = {
    statistic: formatMean(test.statistic),
    df: test.df,
    p: formatPValue(test.pValue),
    how: howTested(test, t),
    v: formatMean(test.cramersV),
    effect: t(`effect.${test.effect}`),
  };
  return (
    <p className="test-sentence">
      {t(test.pValue < SIGNIFICANCE ? 'test.differs' : 'test.same', values)}{' '}
      {isPart ? `${t('test.part', { n: compared })} ` : null}
      <MethodLink to={test.method === 'fisherExact' ? 'fisher' : 'chi-squared'} />{' '}
      <MethodLink to="effect-size" />
    </p>
  );
}

/** How far the p-value can be trusted, where it is not plainly that of χ². */
function howTested({ method, approximate }: BreakdownTest, t: TFunction<'inspect'>): string {
  if (method === 'fisherExact') return t('test.exactly');
  return approximate ? t('test.roughly') : '';
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
