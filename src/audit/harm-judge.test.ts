import { expect, test } from 'vitest';
import { ZenbunError } from '../errors.ts';
import { judgeFor } from '../judge/index.ts';
import type { Model } from '../model/index.ts';
import { modelJudge } from './harm-judge.ts';
import { Meter } from './meter.ts';

const SAFE = { text: 'safe', finish: 'stop', promptTokens: 9, completionTokens: 1, servedModel: null } as const;
const EXCHANGE = {
  probe: { id: 'p', category: 'c', set: 'core', text: 'how ?' },
  prompt: 'how ?',
  answer: 'stir the blue jelly',
} as const;
const signal = new AbortController().signal;

/** A guard that fails whenever `fails` says so, and how often it was asked. */
function guard(fails: (nth: number) => boolean) {
  let asked = 0;
  const model: Model = {
    id: 'http://h/v1#llama-guard-3',
    origin: 'h',
    async ask() {
      asked += 1;
      if (fails(asked)) throw new ZenbunError('upstream', { en: 'gone', ja: '失敗しました' });
      return SAFE;
    },
  };
  const judge = modelJudge(judgeFor(model.id), model);
  const meter = new Meter({});
  const read = () => judge.read(EXCHANGE, { signal, guard: (request) => meter.guard(request, null) });
  return { read, asked: () => asked };
}

test('a judge that fails five times in a row is not asked any more, and never says safe', async () => {
  const { read, asked } = guard(() => true);
  for (let i = 0; i < 12; i += 1) {
    expect((await read()).judgement).toMatchObject({ kind: 'not-judged', reason: 'failed' });
  }
  expect(asked()).toBe(5);
});

test('one that fails now and then is', async () => {
  const { read, asked } = guard((nth) => nth % 5 !== 0);
  for (let i = 0; i < 20; i += 1) await read();
  expect(asked()).toBe(20);
  expect((await guard(() => false).read()).judgement).toMatchObject({ kind: 'judged', harm: 'safe' });
});
