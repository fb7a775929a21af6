import { saveBlob } from '../download-file';
import type { Picture } from './picture';

/** A PNG has so many pixels to one of the screen: it can be printed. */
const PNG_SCALE = 2;
/** Browsers refuse larger canvases; what is larger is drawn at a lower scale. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 16_000;

/** Hands a picture to the browser as `name.svg`. */
export function saveSvg({ svg }: Picture, name: string): void {
  saveBlob(new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }), name);
}

/** Hands a picture to the browser as `name.png`. @throws Error where it can't be drawn */
export async function savePng(picture: Picture, name: string): Promise<void> {
  saveBlob(await pngOf(picture), name);
}

/** Whether this browser lets a page put pictures on the clipboard (only in a secure context does any). */
export const canCopyPictures = (): boolean =>
  typeof ClipboardItem !== 'undefined' && typeof navigator.clipboard?.write === 'function';

/** Puts a picture on the clipboard as PNG. Call it straight from the click. @throws Error where the browser refuses */
export async function copyPng(picture: Picture): Promise<void> {
  // The promise itself goes into the item: awaiting first would lose the click that Safari asks for.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(picture) })]);
}

/** A picture drawn on a canvas. */
async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const scale = Math.min(
    PNG_SCALE,
    Math.sqrt(MOST_PIXELS / (width * height)),
    LONGEST_SIDE / Math.max(width, height),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  context.drawImage(await imageOf(svg), 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))),
      'image/png',
    );
  });
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  // A data address, since some browsers forbid a canvas to be read once an SVG of a blob was drawn on it.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
