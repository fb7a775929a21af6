import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './charts.css';

interface ChartFigureOptions {
  /** The chart as a whole, in words. */
  readonly label: string;
  /** What the point that is looked at says; null: none is. */
  readonly readout: string | null;
  /** The figures that the chart draws: a table. */
  readonly table: ReactNode;
  /** How to read it, and what it says in words: paragraphs. */
  readonly notes: ReactNode;
  /** Holds the drawing; its width is the drawing's. */
  readonly canvas: (element: HTMLElement | null) => void;
  readonly children: ReactNode;
}

/** A chart, the words of the point that is looked at, how to read it, and its table on demand. */
export function ChartFigure({
  label,
  readout,
  table,
  notes,
  canvas,
  children,
}: ChartFigureOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <figure className="plot" aria-label={label}>
      {/* A focused point says its own words; the line is for those who see. */}
      <p className="plot-readout no-print" aria-hidden="true">
        {readout ?? t('plot.hint')}
      </p>
      <div className="plot-canvas" ref={canvas}>
        {children}
      </div>
      <figcaption className="plot-notes">
        {notes}
        <details>
          <summary>{t('plot.asTable')}</summary>
          {table}
        </details>
      </figcaption>
    </figure>
  );
}
