import { expect, test } from 'vitest';
import { scriptedEnvironment } from './fixtures/scripted-environment.ts';
import type { Model } from './model.ts';
import { openModel } from './open-model.ts';

test('toy models are opened by whoever has them, by name', async () => {
  const { environment } = scriptedEnvironment();
  const opened: string[] = [];
  const toy = (name: string): Model => {
    opened.push(name);
    return { id: `toy:${name}`, origin: 'toy', ask: () => expect.unreachable() };
  };
  expect(await openModel('toy/noice', { ...environment, toy })).toMatchObject({ id: 'toy:noice' });
  expect(opened).toEqual(['noice']);
  await expect(openModel('toy:nobody', environment)).rejects.toMatchObject({ code: 'usage' });
});

test.each([
  ['nonsense', 'usage'],
  ['openai:m', 'usage'],
  ['gguf:/absent.gguf', 'not-found'],
  ['replay:/absent.jsonl', 'not-found'],
])('%s is refused before anything is asked', async (id, code) => {
  await expect(openModel(id, scriptedEnvironment().environment)).rejects.toMatchObject({ code });
});
