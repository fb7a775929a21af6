interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A point of a chart with the width and height of its label, pixels. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a label's text begins (its left end on the middle line). */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

const DOT = 5;
const GAP = 3;

const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * A place for each label beside its point where it covers neither another labelled point nor another label: right, left,
 * over or under it.
 *
 * @param points the first have the first choice
 * @param frame the labels stay within it
 * @returns null for a label that has no place
 */
export function placeLabels(points: readonly LabelledPoint[], frame: Box): (LabelPlace | null)[] {
  const dots = points.map(({ x, y }): Box => ({
    left: x - DOT,
    right: x + DOT,
    top: y - DOT,
    bottom: y + DOT,
  }));
  const taken: Box[] = [];
  return points.map((point, index) => {
    for (const box of choices(point)) {
      const inside =
        box.left >= frame.left &&
        box.right <= frame.right &&
        box.top >= frame.top &&
        box.bottom <= frame.bottom;
      const covers = dots.some((dot, other) => other !== index && meets(dot, box));
      if (!inside || covers || taken.some((label) => meets(label, box))) continue;
      taken.push(box);
      return { x: box.left, y: (box.top + box.bottom) / 2 };
    }
    return null;
  });
}

function choices({ x, y, width, height }: LabelledPoint): Box[] {
  const box = (left: number, top: number): Box => ({ left, right: left + width, top, bottom: top + height });
  const side = DOT + GAP;
  return [
    box(x + side, y - height / 2),
    box(x - side - width, y - height / 2),
    box(x - width / 2, y - side - height),
    box(x - width / 2, y + side),
    box(x + side, y - height),
    box(x + side, y),
    box(x - side - width, y - height),
    box(x - side - width, y),
  ];
}
