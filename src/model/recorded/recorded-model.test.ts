import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { NO_USAGE, type Usage } from '../../schema/index.ts';
import type { Model, ModelAnswer, ModelRequest, UsageGuard } from '../model.ts';
import { type AnswerFile, openAnswerFile } from './answer-file.ts';
import { recordedModel } from './recorded-model.ts';

const never = new AbortController().signal;
const question = (text: string): ModelRequest => ({ turns: [{ role: 'user', text }], probe: text, condition: 'plain' });

async function answers(): Promise<AnswerFile & { readonly lines: () => Record<string, unknown>[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-recorded-'));
  const path = join(folder, 'after.jsonl');
  const file = await openAnswerFile(path);
  onTestFinished(async () => {
    await file.close();
    rmSync(folder, { recursive: true });
  });
  const lines = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return { ...file, lines };
}

/** Echoes the question, or throws the given failure for it. Records which questions it was asked. */
function echo(failures: Record<string, unknown> = {}): Model & { asked: string[] } {
  const asked: string[] = [];
  return {
    id: 'test:echo',
    origin: 'test',
    asked,
    async ask({ turns }, _, guard) {
      const { text } = turns[0]!;
      asked.push(text);
      await guard?.send();
      await undefined;
      const failure = failures[text];
      const answer: ModelAnswer = { text, finish: 'stop', promptTokens: 1, completionTokens: 2, servedModel: null };
      guard?.settle(failure === undefined ? answer : 'lost');
      if (failure !== undefined) throw failure;
      return answer;
    },
  };
}

/** Counts requests, or forbids them. */
function counting(isForbidden = false): UsageGuard {
  let used: Usage = NO_USAGE;
  return {
    send: async () => {
      if (isForbidden) throw new ZenbunError('budget', { en: 'no more', ja: '失敗しました' });
    },
    settle: () => {
      used = { ...used, requests: used.requests + 1, tokens: used.tokens + 3 };
    },
    get used() {
      return used;
    },
  };
}

test('asks once, writes before it answers, and then never asks again', async () => {
  const [file, model] = [await answers(), echo()];
  const { ask, id, origin } = recordedModel(model, file);
  expect({ id, origin }).toEqual({ id: 'test:echo', origin: 'test' });
  const guard = counting();
  const said = await ask(question('One?'), never, guard);
  expect(file.lines()).toEqual([
    {
      id: 'One?',
      condition: 'plain',
      prompt: [{ role: 'user', content: 'One?' }],
      response: 'One?',
      finish: 'stop',
      model: null,
      promptTokens: 1,
      completionTokens: 2,
      used: { requests: 1, tokens: 3, promptTokens: 0, usd: 0 },
    },
  ]);
  const free = counting();
  expect(await ask(question('One?'), never, free)).toEqual(said);
  expect(free.used.requests).toBe(0);
  expect(model.asked).toEqual(['One?']);
});

test('the same question at the same time is asked once', async () => {
  const [file, model] = [await answers(), echo()];
  const { ask } = recordedModel(model, file);
  const texts = Array.from({ length: 60 }, (_, i) => `${i % 20}?`);
  const said = await Promise.all(texts.map((text) => ask(question(text), never)));
  expect(said.map(({ text }) => text)).toEqual(texts);
  expect(model.asked).toHaveLength(20);
  expect(file.lines()).toHaveLength(20);
});

test('a failure is written with what it used, and its question asked again', async () => {
  const failures: Record<string, unknown> = { 'One?': new ZenbunError('upstream', { en: 'gone', ja: '失敗しました' }) };
  const [file, model] = [await answers(), echo(failures)];
  const { ask } = recordedModel(model, file);
  const both = [ask(question('One?'), never, counting()), ask(question('One?'), never, counting())];
  for (const asked of both) await expect(asked).rejects.toMatchObject({ code: 'upstream' });
  expect(file.lines()).toHaveLength(2);
  expect(file.lines()[0]).toMatchObject({ failed: 'upstream', why: 'gone', used: { requests: 1, tokens: 3 } });
  delete failures['One?'];
  expect(await ask(question('One?'), never)).toMatchObject({ text: 'One?' });
});

test('what was not sent because a cap forbade it, or nobody wanted it any more, is not written', async () => {
  const [file, model] = [await answers(), echo()];
  const { ask } = recordedModel(model, file);
  await expect(ask(question('One?'), never, counting(true))).rejects.toMatchObject({ code: 'budget' });
  const reason = new Error('enough');
  await expect(ask(question('Two?'), AbortSignal.abort(reason), counting())).rejects.toBe(reason);
  expect(file.lines()).toEqual([]);
});

test('what was sent and then stopped is written for what it used, as no answer', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const [file, model] = [await answers(), echo({ 'One?': reason })];
  const asked = recordedModel(model, file).ask(question('One?'), stop.signal, counting());
  stop.abort(reason);
  await expect(asked).rejects.toBe(reason);
  expect(file.lines()).toMatchObject([{ failed: 'interrupted', used: { requests: 1 } }]);
  expect(file.find(question('One?'))).toBeNull();
});

test('an answer that cannot be written is not given out', async () => {
  const file = await answers();
  const full: AnswerFile = {
    ...file,
    append: () => Promise.reject(new ZenbunError('not-written', { en: 'disk full', ja: '失敗しました' })),
  };
  const model = echo({ 'Two?': new ZenbunError('upstream', { en: 'gone', ja: '失敗しました' }) });
  const { ask } = recordedModel(model, full);
  await expect(ask(question('One?'), never)).rejects.toMatchObject({ code: 'not-written' });
  await expect(ask(question('Two?'), never)).rejects.toMatchObject({ code: 'not-written' });
});

test('what was not read of an answer is written and found again', async () => {
  const file = await answers();
  const unread = ['choices[0].message.note'];
  const asked = echo();
  const noted: Model = { ...asked, ask: async (...args) => ({ ...(await asked.ask(...args)), unread }) };
  await recordedModel(noted, file).ask(question('A?'), never);
  expect(file.lines()).toMatchObject([{ response: 'A?', unread }]);
  expect(file.find(question('A?'))).toMatchObject({ text: 'A?', unread });
});
