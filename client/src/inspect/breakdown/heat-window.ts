/** The places from `from` to before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans begin and end at multiples of this, so that a map is laid out anew every few lines, not at every pixel. */
const STEP = 4;

/**
 * Which lines of equal size a scrolled window shows, and some beyond it on both sides.
 *
 * @param scrolled pixels before the window
 * @param seen pixels of the window
 * @param size of a line, pixels
 * @param count how many lines there are
 * @param beyond lines kept ready on either side
 */
export function spanSeen(scrolled: number, seen: number, size: number, count: number, beyond: number): Span {
  const first = Math.floor(Math.max(0, scrolled) / size) - beyond;
  const last = Math.ceil((Math.max(0, scrolled) + seen) / size) + beyond;
  const from = Math.max(0, Math.min(Math.floor(first / STEP) * STEP, count));
  return { from, to: Math.min(count, Math.max(from, Math.ceil(last / STEP) * STEP)) };
}

/** A line to draw, or how many to leave room for. */
export type Piece = { readonly place: number } | { readonly gap: number };

/** All lines in order: those of the span and the one more (which has the focus, say) drawn, room for the rest. */
export function pieces(span: Span, one: number | null, count: number): Piece[] {
  const places = Array.from({ length: span.to - span.from }, (_, index) => span.from + index);
  if (one !== null && one < count && (one < span.from || one >= span.to)) {
    if (one < span.from) places.unshift(one);
    else places.push(one);
  }
  const found: Piece[] = [];
  let next = 0;
  for (const place of places) {
    if (place > next) found.push({ gap: place - next });
    found.push({ place });
    next = place + 1;
  }
  return next < count ? [...found, { gap: count - next }] : found;
}

/** How far to scroll so that a line is seen whole: as little as it takes. */
export function scrollTo(scrolled: number, seen: number, size: number, place: number): number {
  const [top, bottom] = [place * size, (place + 1) * size];
  if (top < scrolled) return top;
  return bottom > scrolled + seen ? bottom - seen : scrolled;
}
