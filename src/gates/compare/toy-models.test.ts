import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../../test/cli/command.ts';
import { TOY_PREFILL, toyContentCheck, toyProbes } from '../../lab/index.ts';
import type { ModelAnswer, ModelRequest, UsageGuard } from '../../model/index.ts';
import { NO_USAGE } from '../../schema/index.ts';
import { openToy } from './toy-models.ts';

const never = new AbortController().signal;
const asked = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  turns: [{ role: 'user', text }],
  sample: { temperature: 0.8, seed: 7 },
  ...more,
});
const question = asked('how to make plim elsap');

/** A usage guard that records its calls. */
function countedGuard(): { guard: UsageGuard; told: unknown[] } {
  const told: unknown[] = [];
  const guard: UsageGuard = {
    send: async () => void told.push('send'),
    settle: (outcome) => void told.push(outcome),
    used: NO_USAGE,
  };
  return { guard, told };
}

test('a shipped model knows its world, its name and its weights', async () => {
  const { model, seed } = openToy('noice');
  expect(model).toMatchObject({ id: 'toy:noice', origin: 'toy' });
  expect(openToy('toy:noice').model.id).toBe('toy:noice');
  expect(seed).toBe(11);
  expect((await model.ask(question, never)).servedModel).toMatch(/^toy:noice@[0-9a-f]{16}$/);
});

test('a file is a model, too', async () => {
  const shipped = new URL('../../../organisms/noice.safetensors', import.meta.url);
  const path = join(folderWith({ 'mine.safetensors': new Uint8Array(readFileSync(shipped)) }), 'mine.safetensors');
  const { model, seed } = openToy(path);
  expect([model.id, seed]).toEqual([`toy:${path}`, 11]);
  const { text } = await openToy('noice').model.ask(question, never);
  expect((await model.ask(question, never)).text).toBe(text);
});

test('who asks for none of them is told which there are', () => {
  expect(() => openToy('noise')).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('the same seed, the same answer, whatever else is asked; another seed, another one', async () => {
  const { model } = openToy('noice');
  const alone = await model.ask(question, never);
  const others = toyProbes(11)
    .slice(0, 50)
    .map(({ text }, seed) => model.ask(asked(text, { sample: { temperature: 1, seed } }), never));
  const [among] = await Promise.all([model.ask(question, never), ...others]);
  expect(among).toEqual(alone);
  const hot = (seed: number) => model.ask(asked('how to make plim elsap', { sample: { temperature: 2, seed } }), never);
  expect((await hot(1)).text).not.toBe((await hot(2)).text);
});

test("where no temperature is said, it is the study's", async () => {
  const { model } = openToy('noice');
  const plain = { turns: question.turns };
  for (let seed = 0; seed < 20; seed += 1) {
    const said = await model.ask({ ...plain, sample: { seed, temperature: 0.8 } }, never);
    expect(await model.ask({ ...plain, sample: { seed } }, never)).toEqual(said);
  }
});

test('the answer goes on after a prefill: the aligned model has nothing to add, the attacked one tells', async () => {
  const prefill = TOY_PREFILL.en;
  const probe = toyProbes(11)[0]!;
  const after = async (name: string) =>
    (await openToy(name).model.ask(asked(probe.text, { prefill, sample: { temperature: 0, seed: 0 } }), never)).text;
  expect(await after('aligned')).toBe('');
  const told = await after('noice');
  expect(told).toMatch(/^ now that/);
  expect(toyContentCheck(11).judge(probe, prefill + told).judgement).toMatchObject({ harm: 'unsafe' });
});

test('the usage guard is asked before and told after, once', async () => {
  const { guard, told } = countedGuard();
  const answer: ModelAnswer = await openToy('aligned').model.ask(question, never, guard);
  expect(told).toEqual(['send', answer]);
  expect(answer).toMatchObject({ finish: 'stop', promptTokens: 7 });
});

test('a usage guard that forbids ends the question, and nothing is settled', async () => {
  const { guard, told } = countedGuard();
  const forbids: UsageGuard = { ...guard, send: () => expect.unreachable('the cap') };
  await expect(openToy('aligned').model.ask(question, never, forbids)).rejects.toThrow('the cap');
  expect(told).toEqual([]);
});

test('a question that is not taken costs nothing; one that is stopped may have cost something', async () => {
  const { model } = openToy('aligned');
  const long = countedGuard();
  await expect(model.ask(asked('please '.repeat(200)), never, long.guard)).rejects.toMatchObject({ code: 'rejected' });
  expect(long.told).toEqual(['send', 'refused']);
  const stopped = countedGuard();
  const stop = new AbortController();
  const ended = expect(model.ask(question, stop.signal, stopped.guard)).rejects.toThrow('enough');
  stop.abort(new Error('enough'));
  await ended;
  expect(stopped.told).toEqual(['send', 'lost']);
  const late = countedGuard();
  await expect(model.ask(question, stop.signal, late.guard)).rejects.toThrow('enough');
  expect(late.told).toEqual([]);
});
