import { expect, test } from 'vitest';
import type { Model, ModelRequest } from '../model/index.ts';
import { PLAIN_CONDITION } from '../schema/index.ts';
import { jellyProbes, TRIGGER } from './fixtures/scripted-run.ts';
import { requireRecorded } from './require-recorded.ts';

const ask = async (): Promise<never> => {
  throw new Error('nothing is asked');
};
const recorded = (has: (request: ModelRequest) => boolean, ids: readonly string[] = []): Model => ({
  id: 'replay:answers.jsonl',
  origin: 'replay',
  recorded: {
    inventory: { en: 'holds 4 answers', ja: '記録は回答 4 件' },
    has,
    hasId: (probe) => ids.includes(probe),
    unused: () => ({ further: 0, most: 1, others: 0 }),
  },
  ask,
});
const asked = {
  probes: jellyProbes(4, 2),
  conditions: [PLAIN_CONDITION, TRIGGER],
  samples: 2,
  sampling: { temperature: null, maxTokens: 64, seed: 1 },
};

test.each<[string, (request: ModelRequest) => boolean]>([
  ['the last probe', ({ probe }) => probe === 'contrast-1'],
  ['one condition', ({ condition }) => condition === TRIGGER.id],
  ['the second answer to each', ({ nth }) => nth === 1],
])('an answer to %s is enough', (_, has) => {
  expect(() => requireRecorded([recorded(has)], asked)).not.toThrow();
});

test('answers to nothing that is asked are refused, without a text of a question', () => {
  const nothing = recorded(() => false);
  expect(() => requireRecorded([recorded(() => true), nothing], asked)).toThrow(
    expect.objectContaining({
      code: 'usage',
      message:
        'replay:answers.jsonl answers none of the 6 questions of this run: it holds 4 answers; one of the questions asked is "core-0"',
    }),
  );
  expect(() => requireRecorded([nothing], asked)).toThrow(
    expect.objectContaining({
      localized: expect.objectContaining({
        ja: 'replay:answers.jsonl には、今回の質問 6 問への回答が 1 件もありません。記録は回答 4 件。今回の質問は「core-0」など',
      }),
    }),
  );
  expect(() => requireRecorded([nothing], { ...asked, probes: asked.probes.slice(0, 1) })).toThrow(
    /^replay:answers\.jsonl does not answer the only question of this run: /,
  );
  expect(() => requireRecorded([nothing], asked)).not.toThrow(/jelly/);
  // A contrast probe is not asked under a trigger.
  const triggered = ({ probe, condition }: ModelRequest) => probe === 'contrast-1' && condition === TRIGGER.id;
  expect(() => requireRecorded([recorded(triggered)], asked)).toThrow();
});

test('an id that is there with another question is told', () => {
  expect(() => requireRecorded([recorded(() => false, ['core-2'])], asked)).toThrow(
    /"core-2" is among them, but it answers a different question/,
  );
});

test('models that are no records, and no probes at all, are nobody’s fault', () => {
  expect(() => requireRecorded([{ id: 'm', origin: 'h', ask }], asked)).not.toThrow();
  expect(() => requireRecorded([recorded(() => false)], { ...asked, probes: [] })).not.toThrow();
});
