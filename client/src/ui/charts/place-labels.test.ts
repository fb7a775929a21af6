import { expect, test } from '@jest/globals';
import { placeLabels } from './place-labels';

const frame = { left: 0, right: 200, top: 0, bottom: 100 };

test('a label stands right of its point, or left of it at the frame’s end', () => {
  const [first, last] = placeLabels(
    [
      { x: 20, y: 50, width: 40, height: 12 },
      { x: 190, y: 50, width: 40, height: 12 },
    ],
    frame,
  );
  expect(first).toEqual({ x: 28, y: 50 });
  expect(last).toEqual({ x: 142, y: 50 });
});

test('labels cover neither each other nor another point', () => {
  const points = Array.from({ length: 12 }, (_, place) => ({
    x: 60 + (place % 4) * 22,
    y: 30 + Math.floor(place / 4) * 14,
    width: 36,
    height: 12,
  }));
  const places = placeLabels(points, frame);
  const boxes = places.flatMap((place, at) =>
    place ? [{ at, left: place.x, right: place.x + 36, top: place.y - 6, bottom: place.y + 6 }] : [],
  );
  expect(boxes.length).toBeGreaterThan(2);
  for (const one of boxes)
    for (const other of boxes)
      if (one.at < other.at)
        expect(
          one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        ).toBe(false);
  for (const { at, ...box } of boxes)
    points.forEach(({ x, y }, other) => {
      if (other !== at) expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
    });
});

test('a label that has no place has none, rather than lying over another', () => {
  expect(placeLabels([{ x: 100, y: 50, width: 300, height: 12 }], frame)).toEqual([null]);
});
