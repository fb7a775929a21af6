import { describe, expect, test } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { palette } from '../tokens';
import { contrast } from './colour';
import { DayBars } from './day-bars';
import { differenceTone } from './difference-tone';
import { DivergingBar } from './diverging-bar';
import { divergingSegments } from './diverging-geometry';
import { IntervalMark, shareDomain, shareTicks } from './interval-mark';
import { OptionBars } from './option-bars';
import { RateBar } from './rate-bar';
import { SparkBars } from './spark-bars';

const option = (score: number | null, favourable = false) => ({ score, favourable, missing: false });
const scale = [option(5, true), option(4, true), option(3), option(2), option(1)];

describe('DivergingBar', () => {
  const markup = (counts: (number | null)[]): string =>
    renderToStaticMarkup(
      <DivergingBar
        segments={divergingSegments(scale, counts, 100)!}
        domain={[-0.3, 0.7]}
        label="in words"
      />,
    );

  test('is an image with its words, a rectangle per option and its zero line', () => {
    const svg = markup([30, 30, 20, 15, 5]);
    expect(svg).toContain('role="img" aria-label="in words"');
    expect(svg.match(/<rect/g)).toHaveLength(5);
    expect(svg).toContain(`x="70.00%" width="30.00%" y="3" height="16" fill="${palette.deepBlue}"`);
    expect(svg).toContain('<line x1="30.00%" x2="30.00%"');
  });

  test('labels only the parts that have room', () => {
    const svg = markup([30, 30, 20, 15, 5]);
    expect(svg.match(/<text/g)).toHaveLength(4);
    expect(svg).toContain('>15%</text>');
    expect(svg).not.toContain('>5%</text>');
  });

  test('hatches what is withheld, and never labels it', () => {
    const svg = markup([30, 30, 20, null, null]);
    expect(svg).toContain('fill="url(#withheld-hatch)"');
    expect(svg).not.toContain('>20%</text></g><g><rect x="0');
  });
});

describe('IntervalMark', () => {
  test('draws the interval, its dot and the threshold on the shared axis', () => {
    const svg = renderToStaticMarkup(
      <IntervalMark
        estimate={0.8}
        lower={0.75}
        upper={0.85}
        domain={[0.5, 1]}
        threshold={0.85}
        label="80%"
      />,
    );
    expect(svg).toContain('class="interval" x1="50.00%" x2="70.00%"');
    expect(svg).toContain('<circle cx="60.00%"');
    expect(svg).toContain('class="threshold" x1="70.00%"');
  });

  test('draws a range without a dot where the share itself is withheld', () => {
    const svg = renderToStaticMarkup(
      <IntervalMark estimate={null} lower={0.8} upper={1} domain={[0, 1]} label="80 to 100%" />,
    );
    expect(svg).toContain('class="bounds" x="80.00%" width="20.00%"');
    expect(svg).not.toContain('<circle');
  });

  test('an axis is at least 30 points wide and never leaves 0 to 1', () => {
    expect(shareDomain([0.91, 0.93])).toEqual([0.7, 1]);
    expect(shareDomain([0.02])).toEqual([0, 0.3]);
    expect(shareDomain([0.42, 0.88], 0.85)).toEqual([0.4, 0.9]);
    expect(shareDomain([])).toEqual([0, 1]);
    expect(shareTicks([0.7, 1])).toEqual([0.7, 0.8, 0.9, 1]);
  });
});

test('DayBars writes each day with its returns, and a quiet day has no height', () => {
  const svg = renderToStaticMarkup(
    <DayBars
      days={[
        { day: '2019-03-11', responses: 4200 },
        { day: '2019-03-12', responses: 0 },
      ]}
      label="per day"
    />,
  );
  expect(svg).toContain('>4,200</text>');
  expect(svg).toContain('>3/11</text>');
  expect(svg).toContain('height="76"');
  expect(svg).toContain('height="0"');
});

test('OptionBars says that a share is withheld instead of drawing it', () => {
  const svg = renderToStaticMarkup(
    <OptionBars
      bars={[
        { label: 'primary', share: 0.46, withheld: 'withheld' },
        { label: 'junior', share: null, withheld: 'withheld' },
      ]}
      label="shortest"
    />,
  );
  expect(svg).toContain('width="46.00%"');
  expect(svg).toContain('>withheld</text>');
  expect(svg).toContain('width="0.00%"');
});

test('OptionBars puts the labels above the bars where one is long', () => {
  const svg = renderToStaticMarkup(
    <OptionBars
      bars={[{ label: 'Activities outside school', share: 0.46, withheld: 'withheld' }]}
      label="shortest"
    />,
  );
  expect(svg).toContain('<rect x="0%" width="80.00%"');
  expect(svg).toContain('text-anchor="start"');
});

test('RateBar never grows over its frame', () => {
  expect(renderToStaticMarkup(<RateBar rate={1.2} />)).toContain('width="100.0%"');
});

test('SparkBars shows a single return as a line, not as nothing', () => {
  const svg = renderToStaticMarkup(<SparkBars values={[1, 0, 1000]} label="per day" />);
  expect(svg).toContain('height="1"');
  expect(svg).toContain('height="18"');
});

describe('differenceTone', () => {
  test('its figure can be read on every shade', () => {
    for (let difference = -0.25; difference <= 0.25; difference += 0.005) {
      const { fill, ink } = differenceTone(difference);
      expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('is pale at the total, blue above and orange below, deepest from twenty points on', () => {
    expect(differenceTone(0.3).fill).toBe(palette.deepBlue);
    expect(differenceTone(-0.2).fill).toBe(palette.deepOrange);
    expect(differenceTone(0.1).fill).toBe(palette.lightBlue);
    expect(differenceTone(0).fill).toBe('#F3F4F6');
  });
});
