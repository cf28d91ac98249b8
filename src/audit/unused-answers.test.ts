import { expect, test } from 'vitest';
import type { Model, ModelRequest, UnusedAnswers } from '../model/index.ts';
import { PLAIN_CONDITION } from '../schema/index.ts';
import { jellyProbes, TRIGGER } from './fixtures/scripted-run.ts';
import { unusedAnswers } from './unused-answers.ts';

const ask = async (): Promise<never> => {
  throw new Error('nothing is asked');
};
const asked = {
  probes: jellyProbes(4, 2),
  conditions: [PLAIN_CONDITION, TRIGGER],
  samples: 2,
  sampling: { temperature: null, maxTokens: 64, seed: 1 },
};

function told(unused: UnusedAnswers, see: (requests: ModelRequest[]) => void = () => {}) {
  const model: Model = {
    id: 'replay:answers.jsonl',
    origin: 'replay',
    recorded: {
      inventory: { en: '', ja: '' },
      has: () => true,
      hasId: () => true,
      unused: (requests) => {
        see([...requests]);
        return unused;
      },
    },
    ask,
  };
  return unusedAnswers([{ id: 'm', origin: 'h', ask }, model], asked);
}

test('answers that are not used are told, and what would use them', () => {
  expect(told({ further: 0, most: 1, others: 0 })).toEqual([]);
  const [further, others] = told({ further: 80, most: 3, others: 1 });
  expect(further!.en).toMatch(/^replay:answers\.jsonl: 80 further answers .*--samples 3/);
  expect(further!.ja).toMatch(/追加の回答 80 件.*--samples 3/);
  expect(others!.en).toBe('replay:answers.jsonl: 1 answer to questions that are not part of this run.');
});

test('every question of the run counts as asked: core ones under each condition, as often as samples say', () => {
  told({ further: 0, most: 1, others: 0 }, (requests) => expect(requests).toHaveLength((4 * 2 + 2) * 2));
});
