import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../../test/cli/command.ts';
import { openModels } from './open-models.ts';
import { type CompareFlags, compareSettings } from './settings.ts';

const SERVED = { before: 'http://127.0.0.1:9/v1#base', after: 'http://127.0.0.1:9/v1#tuned' };
const opened = (flags: CompareFlags) => openModels(compareSettings({ ...SERVED, ...flags }), {});
const usage = (message: string) =>
  expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) });

test('models are opened by their ids, and nothing is asked', async () => {
  const { before, after, judges, contentCheck, world, paces } = await opened({});
  expect([before.asked.id, after.asked.id]).toEqual([SERVED.before, SERVED.after]);
  expect(before.asked.origin).toBe(after.asked.origin);
  expect([judges, contentCheck, world]).toEqual([[], null, null]);
  expect(paces()).toEqual((await opened({})).paces());
});

test('two toys of one world bring the world and what it knows; one toy brings neither', async () => {
  const both = await opened({ before: 'toy:aligned', after: 'toy:noice' });
  expect(both.world).toBe(11);
  expect(both.contentCheck).toMatchObject({ isExact: true });
  const one = await opened({ before: 'toy:aligned' });
  expect([one.world, one.contentCheck]).toEqual([null, null]);
});

test('models whose answers are files or toys are free; the price of others is known only where somebody names it', async () => {
  const log = join(folderWith({ 'a.jsonl': '{"prompt":"Why?","response":"So."}\n' }), 'a.jsonl');
  const free = await opened({ before: `replay:${log}`, after: 'toy:noice' });
  expect([free.before.price, free.after.price]).toEqual(Array(2).fill({ prompt: 0, completion: 0 }));
  const priced = await opened({ price: [`${SERVED.before}=0.15/0.6`] });
  expect([priced.before.price, priced.after.price]).toEqual([{ prompt: 0.15, completion: 0.6 }, null]);
});

test('a cap on money needs every price', async () => {
  await expect(opened({ maxCost: 1, price: [`${SERVED.before}=1/2`] })).rejects.toThrow(
    usage(`--max-cost needs the price of ${SERVED.after}`),
  );
  const both = await opened({ maxCost: 1, price: [`${SERVED.before}=1/2`, `${SERVED.after}=0/0`] });
  expect(both.after.price).toEqual({ prompt: 0, completion: 0 });
});

test.each(['a model', 'http://127.0.0.1:9/v1#base=1', 'http://127.0.0.1:9/v1#base=1/2/', '=1/2', 'openai:x=-1/2'])(
  'the price %j is not valid',
  async (price) => {
    await expect(opened({ price: [price] })).rejects.toThrow(usage(`--price ${price} is not valid`));
  },
);

test('a price of a model that is not asked is a slip, and is told', async () => {
  await expect(opened({ price: [`${SERVED.before}=1/2`, 'openai:else=1/2'] })).rejects.toThrow(
    usage('--price is given for openai:else, which is not used in this run'),
  );
});

test('judges are opened each once, with a template of their own or by their name, and may be priced', async () => {
  const guard = 'http://127.0.0.1:9/v1#llama-guard3';
  const rubric = `${SERVED.before}=rubric`;
  const { judges } = await opened({ judge: [guard, rubric, guard, rubric], price: [`${guard}=1/1`] });
  expect(judges.map(({ model, of }) => of(model.asked).judge)).toEqual([
    expect.stringMatching(/^llama-guard.*#llama-guard3$/),
    expect.stringMatching(/^rubric\/.*#base$/),
  ]);
  expect(judges.map(({ model }) => model.price)).toEqual([{ prompt: 1, completion: 1 }, null]);
});

test('what cannot be opened is told as the models tell it', async () => {
  await expect(opened({ before: 'no model' })).rejects.toThrow(usage('"no model" is not a model ID'));
  await expect(opened({ after: 'replay:/absent/a.jsonl' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(opened({ judge: ['openai:x=nonsense'] })).rejects.toThrow(usage('"nonsense" is not a template'));
});
