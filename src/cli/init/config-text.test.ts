import { describe, expect, test } from 'vitest';
import { parseConfig } from '../config/config.ts';
import type { Answers } from './answers.ts';
import { configText } from './config-text.ts';

const ANSWERS: Answers = { lang: 'en', data: [], failOn: 'block', ci: 'none' };

const OFFERED =
  /^( *)# ( *(?:map|maxSkipped|accept|compare|before|after|data|maxRequests|serve|upstreams|models|ledger):)/gm;

/** Puts every offered setting in force. */
const uncommented = (text: string) => text.replace(OFFERED, '$1$2');

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  test('holds what was answered, and begins with its schema', () => {
    const text = configText({ ...ANSWERS, lang, failOn: 'review' });
    expect(text).toMatch(/^# yaml-language-server: \$schema=node_modules\/zenbun\/schema\/zenbun\.schema\.json\n/);
    expect(parseConfig('zenbun.yaml', text)).toEqual({ lang, scan: { failOn: 'review' } });
    expect(/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)).toBe(lang === 'ja');
  });

  test.each([{ data: [] }, { data: ['train.jsonl'] }])('whatever is offered is taken: %j', ({ data }) => {
    const config = parseConfig('zenbun.yaml', uncommented(configText({ ...ANSWERS, lang, data })));
    expect(config).toMatchObject({
      scan: { map: 'user=question,assistant=reply', maxSkipped: '1%', accept: 'accepted.yaml' },
      compare: { before: 'ollama:llama3', data: data.length === 0 ? ['data/'] : data, maxRequests: 400 },
      serve: { models: { 'my-model': { guard: 'final' } }, ledger: { folder: 'ledger' } },
    });
  });
});

test('paths come back as they were given, whatever YAML would make of them', () => {
  const data = [
    'a: b',
    '# c',
    'データ/学習.jsonl',
    "it's",
    '"',
    '*.jsonl',
    'true',
    '1',
    'a\\b',
    ' x',
    '{y}',
    `${'long '.repeat(40)}x`,
  ];
  expect(parseConfig('zenbun.yaml', configText({ ...ANSWERS, data })).compare).toEqual({ data });
});
