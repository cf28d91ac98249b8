import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('reads what is known', () => {
  const text =
    '# yaml-language-server: $schema=x\nlang: ja\nscan:\n  failOn: review\n  jobs: 2\n  map: user=q,assistant=a\n';
  expect(parseConfig('zenbun.yaml', text)).toEqual({
    lang: 'ja',
    scan: { failOn: 'review', jobs: 2, map: 'user=q,assistant=a' },
  });
  expect(parseConfig('zenbun.yaml', '# nothing\n')).toEqual({});
});

/** Puts settings of a rollout on the fourth line. */
const rollout = (settings: string) => `serve:\n  rollouts:\n    m:\n      ${settings}\n      canary: n\n`;

test.each([
  ['lang: ja\nscan:\n  failon: review\n', 'z.yaml:3: scan.failon is unknown'],
  ['lang: fr\n', 'z.yaml:1: lang must be one of en, ja'],
  ['scan:\n  jobs: many\n', 'z.yaml:2: scan.jobs must be a whole number'],
  ['scan: 3\n', 'z.yaml:1: scan must contain names and values'],
  ['- a\n', 'z.yaml:1: the file must contain names and values'],
  ['lang: "ja\n', 'z.yaml:'],
  ['__proto__: 1\n', 'z.yaml:1: __proto__ is unknown'],
  [rollout('metrics: { latch: { margin: 5 } }'), 'z.yaml:4: serve.rollouts.m.metrics.latch.margin must be a string'],
  [rollout('metrics: { latch: { weight: 0.5 } }'), 'latch.weight must be a whole number above 0'],
  [rollout('metrics: { latch: { mergin: 5% } }'), 'latch.mergin is unknown'],
  [rollout('metrics: { latch: true }'), 'latch must be false, or contain names and values'],
  [rollout('stages: [1%, { share: 5 }]'), 'serve.rollouts.m.stages.share must be a string'],
  [rollout('probes: { perHour: often }'), 'serve.rollouts.m.probes.perHour must be a whole number above 0'],
  [rollout('alpha: 2'), 'serve.rollouts.m.alpha must be a number above 0 and below 1'],
])('says file, line and what is wrong: %j', (text, message) => {
  expect(() => parseConfig('z.yaml', text)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
  );
});

test.each([
  ['scan:\n  failon: review\n', 'z.yaml:2：scan.failon は未知の項目です'],
  ['lang: fr\n', 'z.yaml:1：lang は次のいずれかを指定してください：en, ja'],
  ['scan:\n  jobs: 0\n', 'z.yaml:2：scan.jobs は 1 以上の整数で指定してください'],
  ['scan:\n  show: -1\n', 'z.yaml:2：scan.show は 0 以上の整数で指定してください'],
  ['scan:\n  accept: 3\n', 'z.yaml:2：scan.accept はファイルか、承認済みの検出のリスト'],
  ['compare:\n  alpha: x\n', 'z.yaml:2：compare.alpha は 0 以上の数値で指定してください'],
  ['compare:\n  data:\n    - a\n    - 3\n', 'z.yaml:4：compare.data は文字列のリストで指定してください'],
  ['compare:\n  all: 1\n', 'z.yaml:2：compare.all は true か false で指定してください'],
  ['compare:\n  map: 1\n', 'z.yaml:2：compare.map は文字列で指定してください'],
  ['- a\n', 'z.yaml:1：ファイル には名前と値の組を書いてください'],
])('says the same in Japanese: %j', (text, message) => {
  expect(() => parseConfig('z.yaml', text)).toThrow(
    expect.objectContaining({
      localized: expect.objectContaining({ ja: expect.stringContaining(message) }),
      localizedAdvice: expect.objectContaining({ ja: expect.stringContaining('設定できる項目：') }),
    }),
  );
});

test('what is no YAML is told as that, and no setting is named', () => {
  expect(() => parseConfig('z.yaml', 'lang: "ja\n')).toThrow(
    expect.objectContaining({
      localized: expect.objectContaining({ ja: expect.stringContaining('YAML として解釈できません') }),
      localizedAdvice: {
        en: 'Correct the syntax of the file: quotes, brackets, indentation and aliases.',
        ja: 'ファイルの構文（引用符、括弧、字下げ、エイリアス）を確認してください。',
      },
    }),
  );
});

test('a fault in an entry of a list is told at that entry', () => {
  const keys = (entry: string) => `serve:\n  keys:\n    - id: a\n      hash: b\n    - ${entry}\n`;
  expect(() => parseConfig('z.yaml', keys('id: c\n      hash: 3'))).toThrow('z.yaml:6: serve.keys.hash must be');
  expect(() => parseConfig('z.yaml', keys('hash: c'))).toThrow('z.yaml:5: serve.keys.id must be');
  expect(() => parseConfig('z.yaml', keys('id: c\n      hash: d\n      odd: 1'))).toThrow(
    'z.yaml:7: serve.keys.odd is',
  );
});

test('of several mistakes the first in the file is told, whatever the order of the settings', () => {
  const text = 'compare:\n  odd: 1\n  alpha: x\nscan:\n  jobs: none\nlang: fr\n';
  expect(() => parseConfig('z.yaml', text)).toThrow('z.yaml:2: compare.odd is unknown');
});

test('what is known in the part where something is wrong is named, and of the file all parts', () => {
  const told = (text: string) => {
    try {
      return parseConfig('z.yaml', text);
    } catch (error) {
      return (error as { localizedAdvice?: unknown }).localizedAdvice;
    }
  };
  expect(told(rollout('stages: [{ share: 5%, anwsers: 20 }]'))).toEqual({
    en: 'Known in serve.rollouts.m.stages: share, guard, for, answers.',
    ja: 'serve.rollouts.m.stages に設定できる項目：share, guard, for, answers',
  });
  expect(told('odd: 1\n')).toMatchObject({ en: expect.stringMatching(/^Known settings: .*serve: listen/) });
});
