import { expect, test } from 'vitest';
import { scriptedSurroundings } from './fixtures/scripted-surroundings.ts';
import type { Model } from './model.ts';
import { openModel } from './open-model.ts';

test('toy models are opened by whoever has them, by name', async () => {
  const { surroundings } = scriptedSurroundings();
  const opened: string[] = [];
  const toy = (name: string): Model => {
    opened.push(name);
    return { id: `toy:${name}`, origin: 'toy', ask: () => expect.unreachable() };
  };
  expect(await openModel('toy/noice', { ...surroundings, toy })).toMatchObject({ id: 'toy:noice' });
  expect(opened).toEqual(['noice']);
  await expect(openModel('toy:nobody', surroundings)).rejects.toMatchObject({ code: 'usage' });
});

test.each([
  ['nonsense', 'usage'],
  ['openai:m', 'usage'],
  ['gguf:/absent.gguf', 'not-found'],
  ['replay:/absent.jsonl', 'not-found'],
])('%s is refused before anything is asked', async (id, code) => {
  await expect(openModel(id, scriptedSurroundings().surroundings)).rejects.toMatchObject({ code });
});
