import { expect, test } from 'vitest';
import type { ModelAnswer, ModelRequest } from '../model/index.ts';
import { Meter } from './meter.ts';

const PRICE = { prompt: 1e6, completion: 2e6 };
/** Two characters, 4 bytes: 516 tokens including unseen ones, and 10 for the answer. */
const REQUEST: ModelRequest = { turns: [{ role: 'user', text: 'éé' }], sample: { maxTokens: 10 } };
const answer = (part: Partial<ModelAnswer> = {}): ModelAnswer => ({
  text: 'yes',
  finish: 'stop',
  promptTokens: 3,
  completionTokens: 1,
  servedModel: null,
  ...part,
});

async function spent(outcome: ModelAnswer | 'refused' | 'lost') {
  const meter = new Meter({});
  const guard = meter.guard(REQUEST, PRICE);
  await guard.send();
  guard.settle(outcome);
  expect(guard.used).toEqual(meter.tally);
  const { requests, tokens, promptTokens, usd } = meter.tally;
  return { requests, promptTokens, completionTokens: tokens - promptTokens, usd };
}

test.each<[string, ModelAnswer | 'refused' | 'lost', number, number]>([
  ['what the server tells', answer(), 3, 1],
  ['the most that the question can have been', answer({ promptTokens: null }), 516, 1],
  ['the most that was allowed, for reasoning may be hidden', answer({ completionTokens: null }), 3, 10],
  ['all that a lost call may have used', 'lost', 516, 10],
  ['nothing but the request where it was refused', 'refused', 0, 0],
])('counts %s', async (_, outcome, promptTokens, completionTokens) => {
  const usd = promptTokens + 2 * completionTokens;
  expect(await spent(outcome)).toEqual({ requests: 1, promptTokens, completionTokens, usd });
});

test('every try pays anew, and who may fit when open calls have ended waits for them', async () => {
  const meter = new Meter({ tokens: 526 + 8 });
  const guard = meter.guard(REQUEST, null);
  await guard.send();
  const other = meter.guard(REQUEST, null);
  let isGranted = false;
  const waiting = other.send().then(() => {
    isGranted = true;
  });
  await new Promise(setImmediate);
  expect(isGranted).toBe(false);
  guard.settle('refused');
  await waiting;
  other.settle(answer());
  await guard.send();
  guard.settle(answer());
  expect(guard.used).toEqual({ requests: 2, tokens: 4, promptTokens: 3, usd: 0 });
  await guard.send();
  guard.settle(answer());
  expect(guard.used).toEqual({ requests: 3, tokens: 8, promptTokens: 6, usd: 0 });
  await expect(guard.send()).rejects.toMatchObject({ code: 'budget' });
});

test('a begun answer is sent, too', async () => {
  const guard = new Meter({ tokens: 526 }).guard({ ...REQUEST, prefill: 'Sorry.' }, null);
  await expect(guard.send()).rejects.toMatchObject({ code: 'budget' });
});
