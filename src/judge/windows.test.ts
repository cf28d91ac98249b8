import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsBeside, windowsOf } from './windows.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3000 }).filter((value) => value.trim() !== '');
const room = fc.integer({ min: 200, max: 900 });

test('windows hold every character, in order, within the room, and each repeats the end of the one before', () => {
  fc.assert(
    fc.property(text, room, (answer, size) => {
      const windows = windowsOf(answer, size);
      expect(windows[0]!.start).toBe(0);
      expect(windows.at(-1)!.end).toBe(answer.length);
      for (const [i, window] of windows.entries()) {
        expect(window.text).toBe(answer.slice(window.start, window.end));
        expect(window.text.length).toBeLessThanOrEqual(size);
        expect(window.text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        const next = windows[i + 1];
        if (next !== undefined) {
          expect(window.end - next.start).toBeGreaterThanOrEqual(Math.floor(size / 4));
          expect(next.end).toBeGreaterThan(window.end);
        }
      }
    }),
  );
});

test('what is shorter than the overlap stands whole in some window', () => {
  fc.assert(
    fc.property(text, room, fc.nat(), (answer, size, at) => {
      const start = at % answer.length;
      const end = Math.min(answer.length, start + Math.floor(size / 4));
      const whole = windowsOf(answer, size).some((window) => window.start <= start && end <= window.end);
      expect(whole).toBe(true);
    }),
  );
});

test('nothing to read, or no room to read it in, gives no window', () => {
  expect(windowsOf('', 1000)).toEqual([]);
  expect(windowsOf(' \n\u3000', 1000)).toEqual([]);
  expect(windowsBeside('x'.repeat(950), 'y'.repeat(300), 1000)).toEqual([]);
  expect(windowsBeside('x'.repeat(950), 'short', 1000)).toHaveLength(1);
});
