import type { ReactNode } from 'react';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { DivergingBar } from '../../ui/charts/diverging-bar';
import type { Segment } from '../../ui/charts/diverging-geometry';
import { IntervalMark } from '../../ui/charts/interval-mark';
import { Figure } from '../../ui/figure';
import { formatInterval, formatPercent } from '../../ui/format/numbers';
import { MeanCells } from './mean-cells';
import { PersonsCell, ShareCell, WithheldFigure } from './figure-cells';
import type { TableWords } from './figure-words';
import { rowClass, RowHead } from './row-tools';
import { WithheldRow } from './withheld-row';
import { writtenShare, writtenShareInterval } from './told-figures';
import type { ItemTableOptions } from './scale-table';

type Domain = readonly [number, number];
export interface ScaleAxes {
  readonly bars: Domain;
  readonly shares: Domain;
}

interface ScaleRowOptions extends ItemTableOptions {
  readonly words: TableWords;
  readonly row: BreakdownRow;
  readonly segments: readonly Segment[] | null;
  readonly axes: ScaleAxes;
  readonly hasDontKnow: boolean;
}

/** A row of an item with a satisfaction scale. */
export function ScaleRow(options: ScaleRowOptions): ReactNode {
  const { row, item, weighted, hasDontKnow, tools, words } = options;
  if (row.suppression === 'row') {
    const columns = 9 + Number(hasDontKnow) + Number(weighted);
    return <WithheldRow row={row} tools={tools} words={words} columns={columns} />;
  }
  return (
    <tr className={rowClass(row, tools)}>
      <RowHead row={row} tools={tools} />
      <PersonsCell words={words} row={row} column="asked" />
      <PersonsCell words={words} row={row} column="missing" />
      {hasDontKnow ? <DontKnow {...options} /> : null}
      <PersonsCell words={words} row={row} column="n" />
      <td className="bar-cell">
        <Distribution {...options} />
      </td>
      <FavourableCells {...options} />
      <MeanCells item={item} row={row} words={words} />
    </tr>
  );
}

/** "Don't know" as a share of those who answered, aside from the distribution. */
function DontKnow({ row, words }: ScaleRowOptions): ReactNode {
  const { t } = words;
  const { dontKnow, n } = row;
  const answered = dontKnow === null || n === null ? null : dontKnow + n;
  return (
    <ShareCell
      row={row}
      option={t('col.dontKnow')}
      share={answered === null || dontKnow === null ? null : answered === 0 ? 0 : dontKnow / answered}
      base={answered}
      withheld={answered === null}
      words={words}
    />
  );
}

function Distribution({ row, item, segments, axes, words }: ScaleRowOptions): ReactNode {
  const { t, charts, minimumCell } = words;
  if (segments) {
    const label = charts.bar(row, item.options, segments);
    return (
      <Figure words={() => label} className="figure-block">
        <DivergingBar segments={segments} domain={axes.bars} label={label} />
      </Figure>
    );
  }
  if (row.n === 0) return <span className="muted">{t('row.noAnswers')}</span>;
  return (
    <WithheldFigure reason={t('figure.withheld', { minimum: minimumCell })}>
      {t('row.partWithheld')}
    </WithheldFigure>
  );
}

/** The favourable share and its interval, written and drawn; a range where the share itself is withheld. */
function FavourableCells({ row, axes, words }: ScaleRowOptions): ReactNode {
  const { t, told, charts, name, weighted } = words;
  const { favourable, favourableBounds } = row;
  const extra = Number(weighted);
  if (favourable) {
    const both = charts.bothBases(row);
    const say = (): string => told.favourable(name(row), favourable) + (both ?? '');
    return (
      <>
        <td className="number favourable">
          <Figure words={say}>{writtenShare(favourable.share, favourable.decimals)}</Figure>
        </td>
        {weighted ? (
          <td className="number muted">
            {favourable.unweighted === null ? t('figure.none') : formatPercent(favourable.unweighted)}
          </td>
        ) : null}
        <td className="number interval-text">
          {writtenShareInterval(favourable.lower, favourable.upper, favourable.decimals)}
        </td>
        <td className="interval-cell">
          <IntervalMark
            estimate={favourable.share}
            lower={favourable.lower}
            upper={favourable.upper}
            domain={axes.shares}
            label={charts.interval(row) ?? ''}
          />
        </td>
      </>
    );
  }
  if (favourableBounds) {
    const { atLeast, atMost, n } = favourableBounds;
    return (
      <>
        <td className="number" colSpan={2 + extra}>
          <WithheldFigure reason={told.bounds(name(row), atLeast, atMost, n)}>
            {formatInterval(atLeast, atMost)}
          </WithheldFigure>
        </td>
        <td className="interval-cell">
          <IntervalMark
            estimate={null}
            lower={atLeast}
            upper={atMost}
            domain={axes.shares}
            label={charts.interval(row) ?? ''}
          />
        </td>
      </>
    );
  }
  return (
    <td className="number" colSpan={3 + extra}>
      {row.n === 0 ? (
        t('figure.none')
      ) : (
        <WithheldFigure reason={told.withheld(name(row))}>{t('figure.withheldShort')}</WithheldFigure>
      )}
    </td>
  );
}
