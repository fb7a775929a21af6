import { expect, test } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { MarkdownView } from './markdown-view';

const html = (text: string): string =>
  renderToStaticMarkup(
    <MemoryRouter>
      <MarkdownView text={text} />
    </MemoryRouter>,
  );

test('headings, lists, tables and links within the document', () => {
  expect(html('## A **b**')).toBe('<h3>A <strong>b</strong></h3>');
  expect(html('- one `x`\n- *two*')).toBe('<ul><li>one <code>x</code></li><li><em>two</em></li></ul>');
  expect(html('| a | b |\n| --- | --- |\n| 1 | 2 |')).toContain('<td>1</td><td>2</td>');
  expect(html('see [there](#there)')).toBe('<p>see <a href="/#there" data-discover="true">there</a></p>');
});

test('anchors are places, and formulas stay as written', () => {
  expect(html('<a id="x"></a>\n### T')).toBe('<span id="x"></span><h4>T</h4>');
  expect(html('x̄ = Σx/n < 5 & more')).toBe('<p>x̄ = Σx/n &lt; 5 &amp; more</p>');
});

test.each([
  '<script>alert(1)</script>',
  'a <img src=x onerror=alert(1)> b',
  '<a id="x" onclick="alert(1)">y</a>',
  '[y](javascript:alert(1))',
  '[y](https://elsewhere.example)',
])('brings nothing along that acts: %s', (text) => {
  expect(html(text)).not.toMatch(/<(?!\/?p>)/);
});
