import { afterEach, describe, expect, test } from 'vitest';
import { COLOUR, PLAIN } from '../../report/index.ts';
import { terminalStyle, terminalWidth } from './style.ts';

const KEYS = ['isTTY', 'columns'] as const;
const before = KEYS.map((key) => Object.getOwnPropertyDescriptor(process.stdout, key));
afterEach(() => {
  for (const [i, key] of KEYS.entries()) {
    delete (process.stdout as Partial<typeof process.stdout>)[key];
    if (before[i] !== undefined) Object.defineProperty(process.stdout, key, before[i]);
  }
});
/** Makes standard output look like a terminal, or not. */
const stdoutIs = (values: { isTTY?: boolean; columns?: number | undefined }) => {
  for (const [key, value] of Object.entries(values)) {
    Object.defineProperty(process.stdout, key, { value, configurable: true, writable: true });
  }
};

describe('on a terminal', () => {
  test.each([
    ['in colour', true, {}, COLOUR],
    ['plain where that is asked for', false, {}, PLAIN],
    ['plain by NO_COLOR', true, { NO_COLOR: '1' }, PLAIN],
    ['in colour where NO_COLOR is empty', true, { NO_COLOR: '' }, COLOUR],
    ['plain where it can show none', true, { TERM: 'dumb' }, PLAIN],
    ['plain by FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, PLAIN],
    ['plain by the flag, whatever FORCE_COLOR says', false, { FORCE_COLOR: '1' }, PLAIN],
    ['plain where NO_COLOR and FORCE_COLOR are both set', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, PLAIN],
  ])('%s', (_, color, env, style) => {
    stdoutIs({ isTTY: true });
    expect(terminalStyle(color, env)).toBe(style);
  });
});

test('elsewhere it is plain, unless colour is forced', () => {
  stdoutIs({ isTTY: false });
  expect(terminalStyle(true, {})).toBe(PLAIN);
  expect(terminalStyle(true, { FORCE_COLOR: '' })).toBe(PLAIN);
  expect(terminalStyle(true, { FORCE_COLOR: '1' })).toBe(COLOUR);
  expect(terminalStyle(true, { FORCE_COLOR: '3', TERM: 'dumb' })).toBe(COLOUR);
});

test('as wide as the terminal, else 80 columns', () => {
  stdoutIs({ columns: 132 });
  expect(terminalWidth()).toBe(132);
  stdoutIs({ columns: undefined });
  expect(terminalWidth()).toBe(80);
});
