import { fontFamily, palette } from '../tokens';
import { wrapText } from './text-width';

/** What is drawn into a picture beside the chart, so that it can stand by itself. */
export interface PictureCaption {
  readonly title: string;
  /** Whose answers, and how many: a line each. */
  readonly lines: readonly string[];
  /** How to read the chart: under it, a paragraph each. */
  readonly notes: readonly string[];
  /** Where the figures come from, and of when. */
  readonly source: string;
}

/** A picture as SVG text, with its size in pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 24;
/** The withheld part's pattern, which a page has once. */
const PATTERN = 'withheld-hatch';

/** Properties that a style sheet may give; a picture has no style sheet, so it has them as attributes. */
const PAINT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
] as const;
const TYPE = ['font-size', 'font-weight', 'text-anchor', 'paint-order'] as const;
/** What serves the screen only: focus, pointing, style sheets. */
const SCREEN_ONLY = [
  'class',
  'style',
  'tabindex',
  'data-point',
  'role',
  'aria-label',
  'aria-hidden',
] as const;

/**
 * A chart that is on the page (seen or not) as a picture: white paper, title and lines over it, source under it, all styles
 * within, in the system's fonts.
 *
 * @param chart its width and height are those of its box
 */
export function pictureOf(chart: SVGSVGElement, caption: PictureCaption): Picture {
  const box = chart.getBoundingClientRect();
  const [inner, chartHeight] = [Math.ceil(box.width), Math.ceil(box.height)];
  const drawing = withStyles(chart);
  const width = inner + 2 * PADDING;
  const paper = element('svg', { xmlns: SVG, width, 'font-family': fontFamily, fill: palette.text });
  const background = element('rect', { width, fill: palette.surface });
  const pattern = document.getElementById(PATTERN)?.cloneNode(true);
  if (pattern) paper.append(element('defs', {}, pattern));
  paper.append(background);
  let y = PADDING;
  const write = (text: string, size: number, attributes: Attributes): void => {
    for (const line of wrapText(text, inner / size)) {
      y += Math.round(size * 1.4);
      paper.append(
        element(
          'text',
          { x: PADDING, y: y - Math.round(size * 0.35), 'font-size': size, ...attributes },
          line,
        ),
      );
    }
  };
  write(caption.title, 17, { 'font-weight': 600 });
  for (const line of caption.lines) write(line, 13, { fill: palette.textMuted });
  y += 10;
  for (const [name, value] of Object.entries({ x: PADDING, y, width: inner, height: chartHeight }))
    drawing.setAttribute(name, String(value));
  paper.append(drawing);
  y += chartHeight + 10;
  for (const note of caption.notes) write(note, 11, { fill: palette.textMuted });
  write(caption.source, 11, { fill: palette.textMuted });
  const height = y + PADDING - 8;
  for (const sized of [paper, background]) sized.setAttribute('height', String(height));
  paper.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return { svg: new XMLSerializer().serializeToString(paper), width, height };
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.append(...children);
  return made;
}

/** A copy of a chart in which every computed style that matters is an attribute. */
function withStyles(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const made = copies[index]!;
    const style = getComputedStyle(original);
    const isText = original instanceof SVGTextContentElement;
    for (const property of isText ? [...PAINT, ...TYPE] : PAINT) {
      const value = style.getPropertyValue(property);
      if (value !== '') made.setAttribute(property, value);
    }
    if (original instanceof SVGSVGElement)
      made.setAttribute('overflow', style.overflow === 'visible' ? 'visible' : 'hidden');
  });
  for (const made of copies) for (const attribute of SCREEN_ONLY) made.removeAttribute(attribute);
  return copy;
}
