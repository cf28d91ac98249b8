import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesDrawn, placesSeen, topToShow } from './row-window.ts';

const ROW = 34;

test('every row that shows is drawn, and few that do not', () => {
  const count = fc.integer({ min: 0, max: 1_000_000 });
  const view = fc.record({
    top: fc.integer({ min: -200, max: 35_000_000 }),
    height: fc.integer({ min: 0, max: 3000 }),
  });
  fc.assert(
    fc.property(count, view, (rows, viewport) => {
      const seen = placesSeen(viewport, rows, ROW);
      const drawn = placesDrawn(seen, rows, 12);
      expect(seen.from >= 0 && seen.from <= seen.to && seen.to <= rows).toBe(true);
      expect(
        drawn.from <= seen.from && seen.to <= drawn.to && drawn.to - drawn.from <= viewport.height / ROW + 26,
      ).toBe(true);
      const [first, last] = [Math.max(0, viewport.top), viewport.top + viewport.height - 1];
      for (const pixel of [first, (first + last) / 2, last]) {
        const place = Math.floor(pixel / ROW);
        if (last >= first && place < rows) expect(seen.from <= place && place < seen.to).toBe(true);
      }
    }),
  );
});

test('a row is brought into view by the least way, and one that shows moves nothing', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(3_400_000), fc.integer({ min: 100, max: 2000 }), (place, top, height) => {
      const to = topToShow(place, { top, height }, ROW, ROW);
      expect(to <= place * ROW && (place + 1) * ROW <= to + height - ROW).toBe(true);
      expect(topToShow(place, { top: to, height }, ROW, ROW)).toBe(to);
    }),
  );
});
