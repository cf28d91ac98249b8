import { afterEach, expect, test, vi } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownTerminal } from '../fixtures/own-terminal.ts';
import { terminalBar } from './progress-bar.ts';

afterEach(() => {
  vi.useRealTimers();
});

interface Cooked {
  readonly eggs: number;
  readonly course: string;
}
const COOKING = {
  line: ({ eggs, course }: Cooked, seconds: number) => `${course}: ${eggs} eggs after ${seconds} s`,
  measure: ({ eggs }: Cooked) => ({ done: eggs, total: 12 }),
};

/** Advances the clock by this many seconds. */
const pass = (seconds: number) => vi.advanceTimersByTime(1000 * seconds);

test('draws the line of what it was told last, and its seconds', () => {
  vi.useFakeTimers();
  const drawn = ownTerminal();
  const bar = terminalBar<Cooked>(false, COOKING);
  bar.update({ eggs: 1, course: 'first' });
  pass(3);
  bar.update({ eggs: 5, course: 'first' });
  pass(1);
  bar.stop();
  expect(drawn()).toContain('first: 1 eggs after 0 s');
  expect(drawn()).toContain('first: 5 eggs after');
});

test('the clock starts anew where a phase of another speed begins', () => {
  vi.useFakeTimers();
  const drawn = ownTerminal();
  const bar = terminalBar<Cooked>(false, { ...COOKING, beginsAnew: (a, b) => a.course !== b.course });
  bar.update({ eggs: 1, course: 'first' });
  pass(60);
  bar.update({ eggs: 2, course: 'second' });
  pass(2);
  bar.stop();
  const seconds = [...drawn().matchAll(/second: 2 eggs after ([\d.]+) s/g)].map(([, value]) => Number(value));
  expect(seconds.length).toBeGreaterThan(0);
  expect(Math.max(...seconds)).toBeLessThan(10);
});

test('is gone at the end, and the cursor is there again', () => {
  vi.useFakeTimers();
  const drawn = ownTerminal();
  const bar = terminalBar<Cooked>(false, COOKING);
  bar.update({ eggs: 12, course: 'first' });
  bar.stop();
  const last = drawn().slice(drawn().lastIndexOf('eggs after'));
  expect(last).toMatch(/\u001b\[(?:0?K|2K|J|0J)/);
  expect(drawn()).not.toContain('\n');
  expect(drawn().lastIndexOf('\u001b[?25h')).toBeGreaterThan(drawn().lastIndexOf('\u001b[?25l'));
});

test('a bar that was never told anything draws nothing', () => {
  const drawn = ownTerminal();
  terminalBar<Cooked>(false, COOKING).stop();
  expect(drawn()).toBe('');
});

test('is silent where it is to be quiet, or the terminal is a dumb one', () => {
  const drawn = ownTerminal();
  const use = (quiet: boolean) => {
    const bar = terminalBar<Cooked>(quiet, COOKING);
    bar.update({ eggs: 1, course: 'first' });
    bar.stop();
  };
  use(true);
  vi.stubEnv('TERM', 'dumb');
  use(false);
  expect(drawn()).toBe('');
});

test('is silent where standard error is no terminal', () => {
  const written = capturedOutput();
  const bar = terminalBar<Cooked>(false, COOKING);
  bar.update({ eggs: 1, course: 'first' });
  bar.stop();
  expect(written).toEqual({ out: '', err: '' });
});
