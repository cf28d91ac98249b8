import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { secretOf } from './secret-of.ts';

const of = (where: string, env: Readonly<Record<string, string>> = {}) => secretOf('serve.key', where, env);

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'key'), content);
  return join(folder, 'key');
}

test('from the environment or a file, without the white space around it', () => {
  expect(of('env:KEY', { KEY: ' placeholder\n' })).toBe('placeholder');
  expect(of(`file:${fileWith('placeholder\r\n')}`)).toBe('placeholder');
});

test('a name may hold a colon', () => {
  expect(of('env:A:B', { 'A:B': 'placeholder' })).toBe('placeholder');
});

describe('is refused at its setting', () => {
  test.each(['placeholder', '', 'env:', 'file:', 'ENV:KEY', ' env:KEY', 'http:KEY'])('%j says no place', (where) => {
    const env = { KEY: 'x', '': 'x' };
    expect(() => of(where, env)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => of(where, env)).toThrow('serve.key: must say where the key is');
  });

  test('a key itself is never repeated', () => {
    expect(() => of('placeholder')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('placeholder') }),
    );
  });

  test('a place without a key', () => {
    for (const env of [{}, { KEY: '' }, { KEY: ' \n' }])
      expect(() => of('env:KEY', env as Record<string, string>)).toThrow('serve.key: KEY contains no key');
    expect(() => of('file:/nosuch/key')).toThrow('serve.key: /nosuch/key contains no key');
    expect(() => of(`file:${fileWith('')}`)).toThrow('contains no key');
  });

  test.each(['a b', 'a\nb', 'é', '鍵', 'a\u007f', 'a\u0000b'])(
    '%j cannot be sent in a header, and is not told',
    (KEY) => {
      expect(() => of('env:KEY', { KEY })).toThrow('serve.key: what KEY holds cannot be sent in a header');
    },
  );

  test.each(['!', '~', 'A-b_c.9'])('%j can', (KEY) => {
    expect(of('env:KEY', { KEY })).toBe(KEY);
  });
});
