import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HarmJudge } from '../../audit/index.ts';
import { type Model, type ModelRequest, openAnswerFile, type UsageGuard } from '../../model/index.ts';
import { NO_USAGE, type Usage } from '../../schema/index.ts';
import type { OpenedModels } from './open-models.ts';
import { type RecordedModels, recordModels, unrecordedModels } from './record.ts';

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const never = new AbortController().signal;
const PRICE = { prompt: 1, completion: 2 };
const question = (text = 'Why?'): ModelRequest => ({ turns: [{ role: 'user', text }] });

/** Models that record each time they are asked. */
function opened(ids: { before?: string; after?: string } = {}) {
  const asked: string[] = [];
  const modelOf = (id: string): Model => ({
    ...{ id, origin: 'test' },
    async ask({ turns }) {
      asked.push(id);
      const counts = { promptTokens: 3, completionTokens: 4 };
      return { text: `${id} on ${turns[0]!.text}`, finish: 'stop', ...counts, servedModel: null };
    },
  });
  const priced = (id: string) => ({ asked: modelOf(id), price: PRICE });
  const of = (model: Model) => ({ judge: `judge by ${model.id}`, read: () => model }) as unknown as HarmJudge;
  const judges = ['openai:guard-1', 'openai:guard-2'].map((id) => ({ model: priced(id), of, caveat: null }));
  const models = {
    before: priced(ids.before ?? 'openai:base'),
    after: priced(ids.after ?? 'openai:tuned'),
    ...{ judges, contentCheck: null, world: null },
  } as unknown as OpenedModels;
  return { models, asked };
}

/** Usage of one question, for its record. */
const spent: Usage = { requests: 1, tokens: 7, promptTokens: 3, usd: 0.25 };
const guard: UsageGuard = { send: async () => undefined, settle: () => undefined, used: spent };
const ask = ({ before, after }: RecordedModels, side: 'before' | 'after', text?: string) =>
  (side === 'before' ? before : after).asked.ask(question(text), never, guard);

test('an answer is in the file of its model before it is used, and is not asked for again', async () => {
  const folder = folderOf();
  const { models, asked } = opened();
  const first = await recordModels(models, folder, undefined);
  expect(first).toMatchObject({ past: NO_USAGE, damaged: 0, isCacheInUse: false, before: { price: PRICE } });
  await ask(first, 'before');
  expect(readFileSync(join(folder, 'before.jsonl'), 'utf8')).toContain('openai:base on Why?');
  await ask(first, 'after');
  await first.close();
  const second = await recordModels(models, folder, undefined);
  expect((await ask(second, 'before')).text).toBe('openai:base on Why?');
  expect((await ask(second, 'after')).text).toBe('openai:tuned on Why?');
  expect(asked).toEqual(['openai:base', 'openai:tuned']);
  await second.close();
});

test('judges have files of their own, and what all of them used is the past of the next sitting', async () => {
  const folder = folderOf();
  const { models } = opened();
  const first = await recordModels(models, folder, undefined);
  await ask(first, 'before');
  await ask(first, 'after');
  for (const { asked: judge, price } of first.judges) {
    const model = judge.read({} as never, {} as never) as unknown as Model;
    await model.ask(question('Safe?'), never, guard);
    expect(price).toEqual(PRICE);
  }
  await first.close();
  expect(readdirSync(folder).sort()).toEqual(['after.jsonl', 'before.jsonl', 'judge-1.jsonl', 'judge-2.jsonl']);
  const second = await recordModels(models, folder, undefined);
  expect(second.past).toEqual({ requests: 4, tokens: 28, promptTokens: 12, usd: 1 });
  await second.close();
});

test('a check that is no model comes first among the judges, is free, and has no file', async () => {
  const folder = folderOf();
  const contentCheck = { judge: 'toy-content/1' } as HarmJudge;
  const models = { ...opened().models, contentCheck };
  const recorded = await recordModels(models, folder, undefined);
  await recorded.close();
  const free = { asked: contentCheck, price: { prompt: 0, completion: 0 } };
  for (const { judges } of [recorded, unrecordedModels(models)]) {
    expect(judges[0]).toEqual(free);
    expect(judges.map(({ asked }) => asked.judge).slice(1)).toEqual([
      'judge by openai:guard-1',
      'judge by openai:guard-2',
    ]);
  }
  expect(readdirSync(folder)).toHaveLength(4);
});

test('in a cache the answers of the model before tuning outlive the run, and those of the tuned one do not', async () => {
  const cache = folderOf();
  const { models, asked } = opened();
  for (let run = 0; run < 2; run += 1) {
    const folder = folderOf();
    const recorded = await recordModels(models, folder, cache);
    for (const side of ['before', 'after'] as const) await ask(recorded, side);
    await recorded.close();
    expect(readFileSync(join(folder, 'before.jsonl'), 'utf8')).toContain('openai:base on Why?');
  }
  expect(asked).toEqual(['openai:base', 'openai:tuned', 'openai:tuned']);
  const other = opened({ before: 'openai:other' });
  const recorded = await recordModels(other.models, folderOf(), cache);
  expect((await ask(recorded, 'before')).text).toBe('openai:other on Why?');
  await recorded.close();
  expect(readdirSync(cache).filter((name) => name.endsWith('.jsonl'))).toHaveLength(2);
});

test.each(['replay:a.jsonl', 'gguf:a.gguf', 'toy:aligned'])('%s is not cached: its file may change', async (before) => {
  const cache = join(folderOf(), 'cache');
  const recorded = await recordModels(opened({ before }).models, folderOf(), cache);
  await ask(recorded, 'before');
  await recorded.close();
  expect(existsSync(cache)).toBe(false);
});

test('a cache that another run has is done without, and that is told', async () => {
  const cache = folderOf();
  const { models, asked } = opened();
  const one = await recordModels(models, folderOf(), cache);
  const other = await recordModels(models, folderOf(), cache);
  expect([one.isCacheInUse, other.isCacheInUse]).toEqual([false, true]);
  await ask(one, 'before');
  await ask(other, 'before');
  expect(asked).toEqual(['openai:base', 'openai:base']);
  await Promise.all([one.close(), other.close()]);
});

test('lines that cannot be read are counted over all files, and their answers are asked for again', async () => {
  const folder = folderOf();
  const { models, asked } = opened();
  for (const name of ['before', 'judge-2']) appendFileSync(join(folder, `${name}.jsonl`), '{broken\n');
  const recorded = await recordModels(models, folder, undefined);
  expect(recorded.damaged).toBe(2);
  await ask(recorded, 'before');
  expect(asked).toEqual(['openai:base']);
  await recorded.close();
});

test('where one file cannot be had, the others are given back', async () => {
  const folder = folderOf();
  const taken = await openAnswerFile(join(folder, 'after.jsonl'));
  await expect(recordModels(opened().models, folder, undefined)).rejects.toMatchObject({ code: 'usage' });
  await (await openAnswerFile(join(folder, 'before.jsonl'))).close();
  await taken.close();
  await (await recordModels(opened().models, folder, undefined)).close();
});

test('without a record the models are asked as they are, and nothing is past', async () => {
  const { models, asked } = opened();
  const plain = unrecordedModels(models);
  for (let i = 0; i < 2; i += 1) await ask(plain, 'before');
  expect(asked).toHaveLength(2);
  expect(plain).toMatchObject({ past: NO_USAGE, damaged: 0, isCacheInUse: false });
  await plain.close();
});
