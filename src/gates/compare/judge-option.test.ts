import { describe, expect, test } from 'vitest';
import { JUDGES } from '../../judge/index.ts';
import { judgeOption } from './judge-option.ts';

const read = (typed: string) => {
  const { model, judge, caveat } = judgeOption(typed);
  return [model, judge.id, caveat === null ? 'known' : 'announced'];
};

test.each([
  ['ollama:llama-guard3', 'ollama:llama-guard3', 'llama-guard-3', 'known'],
  ['ollama/llama-guard3', 'ollama:llama-guard3', 'llama-guard-3', 'known'],
  ['http://h/v1#my-guard=llama-guard-3', 'http://h/v1#my-guard', 'llama-guard-3', 'known'],
  ['http://h/v1#my-guard=rubric', 'http://h/v1#my-guard', 'rubric', 'known'],
  // An explicit template wins over the model's name.
  ['http://h/v1#org/qwen3guard-merge=llama-guard-2', 'http://h/v1#org/qwen3guard-merge', 'llama-guard-2', 'known'],
  ['openai:gpt-x', 'openai:gpt-x', 'rubric', 'announced'],
  // Model ids may contain "=".
  ['http://h/v1#run=7=wildguard', 'http://h/v1#run=7', 'wildguard', 'known'],
  ['http://h/v1#wildguard=a=rubric', 'http://h/v1#wildguard=a', 'rubric', 'known'],
  ['gguf:models/q=4/llama-guard-3.gguf', 'gguf:models/q=4/llama-guard-3.gguf', 'llama-guard-3', 'known'],
  ['http://h/v1#lr=1e-5:step.3', 'http://h/v1#lr=1e-5:step.3', 'rubric', 'announced'],
])('%s', (typed, ...expected) => {
  expect(read(typed)).toEqual(expected);
});

test('every template can be named', () => {
  for (const { id } of JUDGES) expect(read(`http://h/v1#m=${id}`)).toEqual(['http://h/v1#m', id, 'known']);
});

describe('a name that is no template', () => {
  test.each(['llama-gaurd-3', 'llamaguard3', 'Rubric', ''])('%j is refused with a list of those that are', (name) => {
    expect(() => judgeOption(`http://h/v1#m=${name}`)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining(`"${name}" is not a template`),
        advice: expect.stringMatching(/llama-guard-1, .*wildguard, granite-guardian, .*rubric\. .*#m=.*=rubric\.$/),
      }),
    );
  });

  test('and a template without a model is no judge', () => {
    expect(() => judgeOption('=rubric')).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => judgeOption('rubric')).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

test('the rubric is announced in both languages, with how to name a template', () => {
  expect(judgeOption('openai:gpt-x').caveat).toEqual({
    en: expect.stringMatching(
      /^openai:gpt-x is not a known guard model.*--judge 'openai:gpt-x=TEMPLATE' \(llama-guard-1, /,
    ),
    ja: expect.stringMatching(/ガードモデルとして知られていない.*--judge 'openai:gpt-x=テンプレート'/),
  });
});
