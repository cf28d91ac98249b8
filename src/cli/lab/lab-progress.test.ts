import { afterEach, expect, test, vi } from 'vitest';
import { ownTerminal } from '../fixtures/own-terminal.ts';
import { type LabProgress, labProgressBar } from './lab-progress.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Returns the line shown on a terminal `seconds` after the start. */
function labProgressLine(lang: 'en' | 'ja', progress: LabProgress, seconds: number): string {
  vi.useFakeTimers();
  const drawn = ownTerminal();
  const bar = labProgressBar(lang, false);
  bar.update(progress);
  vi.advanceTimersByTime(1000 * seconds);
  bar.update(progress);
  bar.stop();
  return drawn()
    .split(/[\r\n]|\u001b\[[?\d;]*[a-zA-Z]/)
    .filter((line) => line.includes(' · '))
    .at(-1)!;
}

const at = (steps: number, models = 2) => ({ models, allModels: 30, steps, allSteps: 1000 });
const columns = (line: string) => [...line].reduce((sum, sign) => sum + (sign >= '\u2e80' ? 2 : 1), 0);

test('says how far it is, in steps and in models, and how long it will take', () => {
  expect(labProgressLine('en', at(250), 10)).toMatch(/ ={6}-{18} {2}25% · 2 \D+ 30 \D+ · 30 s \w+$/);
  expect(labProgressLine('ja', at(500), 10)).toMatch(/ ={12}-{12} {2}50% · .*30.*2.* · .*10 秒$/);
});

test('does not guess the time from the first moments', () => {
  const parts = (steps: number, seconds: number) => labProgressLine('en', at(steps), seconds).split(' · ').length;
  expect([parts(10, 60), parts(500, 1), parts(500, 60)]).toEqual([2, 2, 3]);
});

test('ends at a hundred, and never says more', () => {
  for (const steps of [1000, 1200]) {
    const line = labProgressLine('en', at(steps, 30), 60);
    expect(line).toContain(`${'='.repeat(24)} 100%`);
    expect(line).toMatch(/ · 0 s /);
  }
  expect(labProgressLine('en', at(999), 60)).toContain(' 99%');
});

test('a study without training is done', () => {
  expect(labProgressLine('en', { models: 0, allModels: 0, steps: 0, allSteps: 0 }, 0)).toContain('100%');
});

test('is below 80 columns', () => {
  for (const lang of ['en', 'ja'] as const) {
    const line = labProgressLine(lang, { models: 109, allModels: 110, steps: 30, allSteps: 1000 }, 9000);
    expect(columns(line)).toBeLessThan(80);
  }
});
