import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { inspectTexts } from '@duwen/shared/i18n';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { useRovingPoints } from '../../../ui/charts/roving-points';
import { heatGrid } from '../heat-grid';
import { BarsDrawing } from './bars-drawing';
import { DotIntervalDrawing } from './dot-interval-drawing';
import { FunnelDrawing } from './funnel-drawing';
import { funnelOf } from './funnel-model';
import { HeatDrawing } from './heat-drawing';
import { whyNotPlotted } from './not-plotted';
import { plotRow, plotRows } from './plot-rows';
import { PlotTable } from './plot-table';
import { usePlotWords } from './plot-words';
import { boundedRow, sampleItem, sampleRow, withheldRow } from './sample-rows.test-support';
import { TrendDrawing } from './trend-drawing';
import { trendDays } from './trend-days';

beforeAll(async () => {
  const texts = Object.fromEntries(Object.entries(inspectTexts).map(([key, { zh }]) => [key, zh]));
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    defaultNS: 'inspect',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { zh: { inspect: texts } },
  });
});

const TOTAL = sampleRow(null, 800, 1000);
const ROWS = [
  sampleRow('甲校', 90, 100),
  boundedRow('乙校', 0.7, 0.78, 50),
  withheldRow('丙校'),
  sampleRow('丁校', 300, 500),
];

interface DrawnOptions {
  readonly kind: 'dots' | 'funnel' | 'trend' | 'table';
  readonly rows: readonly BreakdownRow[];
}

function Drawn({ kind, rows }: DrawnOptions): ReactNode {
  const words = usePlotWords(5);
  const plotted = plotRows({ item: sampleItem(TOTAL, rows), order: null, minimumCell: 5 }).rows;
  const points = useRovingPoints(plotted.length);
  const total = plotRow(TOTAL);
  const common = { label: 'in words', width: 800, points };
  switch (kind) {
    case 'dots':
      return <DotIntervalDrawing total={total} rows={plotted} words={words} {...common} />;
    case 'funnel': {
      const funnel = funnelOf(total, plotted);
      return (
        <FunnelDrawing
          funnel={funnel}
          name={words.name}
          sentence={({ row }) => words.sentence(row)}
          {...common}
        />
      );
    }
    case 'trend':
      return <TrendDrawing days={trendDays(rows)} total={total} sentence={words.sentence} {...common} />;
    case 'table':
      return <PlotTable title="in words" rows={[total, ...plotted]} words={words} />;
  }
}

const drawn = (kind: DrawnOptions['kind'], rows: readonly BreakdownRow[]): string =>
  renderToStaticMarkup(<Drawn kind={kind} rows={rows} />);

describe('DotIntervalDrawing', () => {
  test('draws a dot only for a share that is told, a band for a range, words for what is withheld', () => {
    const svg = drawn('dots', ROWS);
    expect(svg.match(/class="plot-dot"/g)).toHaveLength(2);
    expect(svg.match(/class="plot-bounds"/g)).toHaveLength(1);
    expect(svg).toContain('aria-label="丙校：隐去，不足 5 人，或可推出这样的数字"');
    expect(svg).toContain('合计 80.0%');
  });

  test('says each figure with interval and base, and is one stop of the Tab key', () => {
    const svg = drawn('dots', ROWS);
    expect(svg).toContain(
      'aria-label="甲校：满意率 90.0%，n = 100；95% 区间 82.6–94.5%（Wilson 法，按各人独立作答）"',
    );
    expect(svg.match(/class="plot-point"[^>]*tabindex="0"/g)).toHaveLength(1);
    expect(svg.match(/class="plot-point"[^>]*tabindex="-1"/g)).toHaveLength(3);
  });

  test('places shares on one axis: the larger further right, its interval about it', () => {
    const dots = [...drawn('dots', ROWS).matchAll(/class="plot-dot" cx="([\d.]+)"/g)].map(([, x]) =>
      Number(x),
    );
    const lines = [...drawn('dots', ROWS).matchAll(/class="plot-interval" x1="([\d.]+)" x2="([\d.]+)"/g)];
    expect(dots[0]).toBeGreaterThan(dots[1]!);
    expect(Number(lines[0]![1])).toBeLessThan(dots[0]!);
    expect(Number(lines[0]![2])).toBeGreaterThan(dots[0]!);
  });
});

test('the table has the total, then every row, and the range of a withheld share', () => {
  const table = drawn('table', ROWS);
  expect(table.match(/<tr/g)).toHaveLength(6);
  expect(table).toContain('70.0–78.0%');
  expect(table).toContain('隐去');
});

test('FunnelDrawing names only the row beyond the limits', () => {
  const usual = Array.from({ length: 40 }, (_, index) => sampleRow(`u${index}`, 80, 100));
  const svg = drawn('funnel', [...usual, sampleRow('丁校', 180, 300)]);
  expect(svg.match(/class="funnel-out"/g)).toHaveLength(1);
  expect(svg).toContain('>丁校</text>');
  expect(svg).not.toContain('>u0</text>');
});

test('TrendDrawing breaks its line at a withheld day and still says so', () => {
  const svg = drawn('trend', [
    sampleRow('2019-03-11', 80, 100),
    sampleRow('2019-03-12', 82, 100),
    withheldRow('2019-03-13'),
    sampleRow('2019-03-14', 85, 100),
  ]);
  expect(svg.match(/class="trend-line"/g)).toHaveLength(2);
  expect(svg.match(/class="trend-base"/g)).toHaveLength(3);
  expect(svg).toContain('aria-label="2019-03-13：隐去');
});

test('an item without a scale, without rows or without a figure says why it is not plotted', () => {
  expect(whyNotPlotted({ ...sampleItem(TOTAL, ROWS), options: [] })).toBe('plot.needsScale');
  expect(whyNotPlotted(sampleItem(TOTAL, []))).toBe('plot.needsSplit');
  expect(whyNotPlotted(sampleItem(TOTAL, [withheldRow('丙校')]))).toBe('plot.nothing');
  expect(whyNotPlotted(sampleItem(TOTAL, ROWS))).toBeNull();
});

describe('drawings for pictures', () => {
  const counted = { ...sampleRow('甲校', 90, 100), counts: [90, 10] };
  const item = sampleItem({ ...TOTAL, counts: [800, 200] }, [
    counted,
    { ...withheldRow('丙校'), counts: [null, null] },
  ]);

  test('BarsDrawing has a bar per row that is told, and words for one that is not', () => {
    const svg = renderToStaticMarkup(
      <BarsDrawing item={item} rows={item.rows} minimumCell={5} width={960} />,
    );
    expect(svg.match(/class="diverging-bar"/g)).toHaveLength(2);
    expect(svg).toContain('>丙校：隐去，不足 5 人，或可推出这样的数字</text>');
    expect(svg).toContain('>满意</text>');
  });

  test('HeatDrawing marks what is withheld and what nobody answered', () => {
    const empty = { ...withheldRow('戊校'), n: 0 };
    const grid = heatGrid([sampleItem(TOTAL, [counted, withheldRow('丙校'), empty])], null);
    const svg = renderToStaticMarkup(<HeatDrawing grid={grid} />);
    expect(svg).toContain('>90.0</text>');
    expect(svg.match(/>※</g)).toHaveLength(1);
    expect(svg.match(/>—</g)).toHaveLength(1);
    expect(svg.match(/url\(#withheld-hatch\)/g)).toHaveLength(1);
  });
});
