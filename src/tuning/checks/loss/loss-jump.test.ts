import { expect, test } from 'vitest';
import { checkedRun } from '../checked-run.ts';
import { honestHistory, linesOf } from '../fixtures/toy-history.ts';
import { lossJump } from './loss-jump.ts';

/** Losses about 1 with a scatter of 1.9 %, from step 31 on larger by a factor. */
const look = (factor: number, count = 60) => {
  const of = (step: number) => (1 + 0.001 * ((step * 7) % 20)) * (step < 31 ? 1 : factor);
  return lossJump.look(
    checkedRun(
      honestHistory(
        {},
        linesOf(count, ({ step }) => ({ loss: of(step) })),
      ),
    ),
  );
};

test('a loss that rises and stays is doubtful, with its step', () => {
  const { state, detail } = look(1.5);
  expect(state).toBe('cannot-tell');
  expect(detail.en).toMatch(/^At step 31 the loss rises from 1\.0\d+ to 1\.5\d+ and stays there/);
});

test('a rise by less than three tenths is what training does by itself', () => {
  expect([look(1.25).state, look(1.35).state]).toEqual(['consistent', 'cannot-tell']);
});

test('one high loss passes, and a falling loss has no rise', () => {
  const peak = linesOf(60, ({ step }) => ({ loss: step === 31 ? 9 : 1 + 0.001 * ((step * 7) % 20) }));
  expect(lossJump.look(checkedRun(honestHistory({}, peak))).state).toBe('consistent');
  expect(look(0.5).state).toBe('consistent');
});

test('twelve losses are too few; lines without a loss are not counted', () => {
  expect(look(1, 12)).toMatchObject({ state: 'cannot-tell', detail: { en: 'Too few lines have a loss (12).' } });
  expect(look(1, 13).state).toBe('consistent');
  const some = linesOf(60, ({ step }) => (step % 5 === 0 ? {} : { loss: step % 2 ? null : Number.NaN }));
  expect(lossJump.look(checkedRun(honestHistory({}, some))).detail.en).toContain('(12)');
});
