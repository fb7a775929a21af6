import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { DivergingBar } from '../../ui/charts/diverging-bar';
import { divergingDomain, divergingSegments, type Segment } from '../../ui/charts/diverging-geometry';
import { IntervalMark, ShareAxis, shareDomain } from '../../ui/charts/interval-mark';
import { formatCount, formatInterval, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { MethodLink } from '../methods/method-link';
import { MeanCells } from './mean-cells';
import { ScaleLegend } from './scale-legend';
import { useRowWords } from './row-words';

export interface ItemTableOptions {
  readonly item: ItemBreakdown;
  readonly rows: readonly BreakdownRow[];
  readonly titleId: string;
  readonly minimumCell: number;
}

type Domain = readonly [number, number];
interface Axes {
  readonly bars: Domain;
  readonly shares: Domain;
}

/** The table of an item with a satisfaction scale: base, distribution, favourable share with its interval, mean. */
export function ScaleTable({ item, rows, titleId, minimumCell }: ItemTableOptions): ReactNode {
  const all = useMemo(() => [item.total, ...rows], [item.total, rows]);
  const bars = useMemo(
    () =>
      new Map(all.map((row) => [row, divergingSegments(item.options, row.counts, row.n, item.scale?.type)])),
    [all, item.options, item.scale],
  );
  const axes = useMemo<Axes>(
    () => ({ bars: divergingDomain([...bars.values()]), shares: shareDomain(all.flatMap(extent)) }),
    [all, bars],
  );
  return (
    <>
      <ScaleLegend item={item} />
      <div className="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
        <table className="figures scale-table">
          <ScaleHead shares={all.some(hasExtent) ? axes.shares : null} hasDontKnow={hasMissing(item)} />
          <tbody>
            {all.map((row) => (
              <ScaleRow
                key={row.key ?? ''}
                row={row}
                item={item}
                segments={bars.get(row) ?? null}
                axes={axes}
                minimumCell={minimumCell}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const hasMissing = (item: ItemBreakdown): boolean => item.options.some(({ missing }) => missing);

const hasExtent = (row: BreakdownRow): boolean => extent(row).length > 0;

function extent({ favourable, favourableBounds }: BreakdownRow): number[] {
  if (favourable) return [favourable.lower, favourable.upper];
  return favourableBounds ? [favourableBounds.atLeast, favourableBounds.atMost] : [];
}

function ScaleHead({
  shares,
  hasDontKnow,
}: {
  /** null: no row has a share to draw. */
  readonly shares: Domain | null;
  readonly hasDontKnow: boolean;
}): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <thead>
      <tr>
        <th scope="col">{t('col.row')}</th>
        <th scope="col" className="number" title={t('col.asked.about')}>
          {t('col.asked')}
        </th>
        <th scope="col" className="number" title={t('col.missing.about')}>
          {t('col.missing')}
        </th>
        {hasDontKnow ? (
          <th scope="col" className="number" title={t('col.dontKnow.about')}>
            {t('col.dontKnow')}
          </th>
        ) : null}
        <th scope="col" className="number" title={t('col.n.about')}>
          {t('col.n')} <MethodLink to="base" />
        </th>
        <th scope="col" className="bar-cell" title={t('col.distribution.about')}>
          {t('col.distribution')}
        </th>
        <th scope="col" className="number" title={t('col.favourable.about')}>
          {t('col.favourable')} <MethodLink to="favourable" />
        </th>
        <th scope="col" className="number" title={t('col.interval.about')}>
          {t('col.interval')} <MethodLink to="wilson" />
        </th>
        <th scope="col" className="interval-cell">
          <span className="visually-hidden">{t('col.interval')}</span>
          {shares ? <ShareAxis domain={shares} /> : null}
        </th>
        <th scope="col" className="number" title={t('col.mean.about')}>
          {t('col.mean')} <MethodLink to="describe" />
        </th>
        <th scope="col" className="number">
          {t('col.sd')}
        </th>
      </tr>
    </thead>
  );
}

interface ScaleRowOptions {
  readonly row: BreakdownRow;
  readonly item: ItemBreakdown;
  readonly segments: readonly Segment[] | null;
  readonly axes: Axes;
  readonly minimumCell: number;
}

function ScaleRow({ row, item, segments, axes, minimumCell }: ScaleRowOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const dontKnow = hasMissing(item);
  const head = <th scope="row">{row.key === null ? t('col.total') : say(row.label)}</th>;
  const kind = row.key === null ? 'total-row' : undefined;
  if (row.suppression === 'row') {
    return (
      <tr className={kind}>
        {head}
        <td colSpan={dontKnow ? 10 : 9}>
          <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>
            {t('row.withheld', { minimum: minimumCell })}
          </Withheld>
        </td>
      </tr>
    );
  }
  return (
    <tr className={kind}>
      {head}
      <Count value={row.asked} minimumCell={minimumCell} />
      <Count value={row.missing} minimumCell={minimumCell} />
      {dontKnow ? <DontKnow row={row} minimumCell={minimumCell} /> : null}
      <Count value={row.n} minimumCell={minimumCell} />
      <td className="bar-cell">
        <Distribution
          row={row}
          item={item}
          segments={segments}
          domain={axes.bars}
          minimumCell={minimumCell}
        />
      </td>
      <FavourableCells row={row} domain={axes.shares} minimumCell={minimumCell} />
      <MeanCells item={item} row={row} minimumCell={minimumCell} />
    </tr>
  );
}

interface CountOptions {
  readonly value: number | null;
  readonly minimumCell: number;
}

/** A number of persons, or the mark that it is withheld. */
export function Count({ value, minimumCell }: CountOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <td className="number">
      {value === null ? (
        <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>
          {t('figure.withheldShort')}
        </Withheld>
      ) : (
        formatCount(value)
      )}
    </td>
  );
}

/** "Don't know" as a share of those who answered, aside from the distribution. */
function DontKnow({
  row,
  minimumCell,
}: {
  readonly row: BreakdownRow;
  readonly minimumCell: number;
}): ReactNode {
  const { t } = useTranslation('inspect');
  if (row.dontKnow === null || row.n === null) return <Count value={null} minimumCell={minimumCell} />;
  const answered = row.dontKnow + row.n;
  return (
    <td className="number">{answered === 0 ? t('figure.none') : formatPercent(row.dontKnow / answered)}</td>
  );
}

interface DistributionOptions {
  readonly row: BreakdownRow;
  readonly item: ItemBreakdown;
  readonly segments: readonly Segment[] | null;
  readonly domain: Domain;
  readonly minimumCell: number;
}

function Distribution({ row, item, segments, domain, minimumCell }: DistributionOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const words = useRowWords();
  if (segments) {
    return (
      <DivergingBar segments={segments} domain={domain} label={words.bar(row, item.options, segments)} />
    );
  }
  if (row.n === 0) return <span className="muted">{t('row.noAnswers')}</span>;
  return <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>{t('row.partWithheld')}</Withheld>;
}

interface FavourableOptions {
  readonly row: BreakdownRow;
  readonly domain: Domain;
  readonly minimumCell: number;
}

/** The favourable share and its interval, written and drawn; a range where the share itself is withheld. */
function FavourableCells({ row, domain, minimumCell }: FavourableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const words = useRowWords();
  const { favourable, favourableBounds } = row;
  if (favourable) {
    return (
      <>
        <td className="number favourable" title={words.bothBases(row) ?? undefined}>
          {formatPercent(favourable.share)}
        </td>
        <td className="number interval-text">{formatInterval(favourable.lower, favourable.upper)}</td>
        <td className="interval-cell">
          <IntervalMark
            estimate={favourable.share}
            lower={favourable.lower}
            upper={favourable.upper}
            domain={domain}
            label={words.interval(row) ?? ''}
          />
        </td>
      </>
    );
  }
  if (favourableBounds) {
    const { atLeast, atMost } = favourableBounds;
    return (
      <>
        <td className="number" colSpan={2}>
          <Withheld reason={t('row.boundsAbout', { minimum: minimumCell })}>
            {formatInterval(atLeast, atMost)}
          </Withheld>
        </td>
        <td className="interval-cell">
          <IntervalMark
            estimate={null}
            lower={atLeast}
            upper={atMost}
            domain={domain}
            label={words.interval(row) ?? ''}
          />
        </td>
      </>
    );
  }
  return (
    <td className="number" colSpan={3}>
      {row.n === 0 ? (
        t('figure.none')
      ) : (
        <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>
          {t('figure.withheldShort')}
        </Withheld>
      )}
    </td>
  );
}
