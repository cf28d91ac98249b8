import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from './yaml-text.ts';

test('what needs no quotes has none', () => {
  expect(yamlText('zenbun scan data/')).toBe('zenbun scan data/');
  expect(yamlText('学習.jsonl')).toBe('学習.jsonl');
});

test.each(['true', '1', 'null', 'a: b', '# x', '*x', '- x', '', ' x', '{x}', '"', "'", '2026-01-01', '~'])(
  '%j comes back as a text',
  (text) => {
    expect(parse(`key: ${yamlText(text)}\n`)).toEqual({ key: text });
    expect(parse(`- ${yamlText(text)}\n`)).toEqual([text]);
  },
);

test('any line comes back, on one line, however long', () => {
  const words = `${'long '.repeat(60)}"x`;
  expect(yamlText(words)).not.toContain('\n');
  expect(yamlText(`# ${words}`)).not.toContain('\n');
  const line = fc.string({ maxLength: 300 }).filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text));
  fc.assert(
    fc.property(line, (text) => {
      expect(yamlText(text)).not.toContain('\n');
      expect(parse(`key: ${yamlText(text)}\n`)).toEqual({ key: text });
    }),
  );
});
