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

test.each([
  ['lang: ja\nscan:\n  failon: review\n', 'z.yaml:3: scan.failon is not known'],
  ['lang: fr\n', 'z.yaml:1: lang must be one of en, ja'],
  ['scan:\n  jobs: many\n', 'z.yaml:2: scan.jobs must be a whole number'],
  ['scan: 3\n', 'z.yaml:1: scan must hold names and values'],
  ['- a\n', 'z.yaml:1: the file must hold names and values'],
  ['lang: "ja\n', 'z.yaml:'],
  ['__proto__: 1\n', 'z.yaml:1: __proto__ is not known'],
])('says file, line and what is wrong: %j', (text, message) => {
  expect(() => parseConfig('z.yaml', text)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
  );
});
