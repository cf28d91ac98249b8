import { expect, test } from 'vitest';
import { STATEMENT_PAYLOAD } from '../provenance/index.ts';
import type { BundledLedger } from './bundle-manifest.ts';
import { MANIFEST_NAME } from './part-names.ts';
import { readmeText } from './readme-text.ts';

const LEDGER: BundledLedger = {
  ...{ folder: 'ledger/1', origin: 'example.com/log', vkey: 'example.com/log+00000000+AA==' },
  ...{ size: 600, root: 'AAAA', from: 256, to: 512, entries: 'leaves' },
};

const textOf = (redacted: boolean, ledgers: readonly BundledLedger[]) =>
  readmeText({
    schema: 'zenbun.bundle/1',
    tool: { name: 'zenbun', version: '1.2.3' },
    at: '2026-11-30T00:00:00.000Z',
    redacted,
    ledgers,
  });

test('says when and with what the bundle was made, and whether texts are in it', () => {
  const open = textOf(false, []).split('\n');
  expect(open[2]).toBe('Made at 2026-11-30T00:00:00.000Z with zenbun 1.2.3.');
  const redacted = textOf(true, []).split('\n');
  expect(redacted[2]).toBe(`${open[2]} Redacted: texts are replaced by lengths and digests.`);
  expect(redacted.toSpliced(2, 1)).toEqual(open.toSpliced(2, 1));
});

test('names each log with its range and its key, and no keys where there is no log', () => {
  const other = { ...LEDGER, folder: 'ledger/2', origin: 'example.com/other', vkey: 'example.com/other+1+AA==' };
  const lines = textOf(false, [LEDGER, other]).split('\n');
  expect(lines).toContain('  ledger/1/  example.com/log, records 256 to 512 (exclusive) of 600');
  expect(lines).toContain('  ledger/2/  example.com/other, records 256 to 512 (exclusive) of 600');
  const keys = lines.findIndex((line) => line.startsWith('Public keys of the logs'));
  expect(lines.slice(keys + 1, keys + 4)).toEqual([
    '  example.com/log+00000000+AA==',
    '  example.com/other+1+AA==',
    '',
  ]);
  expect(textOf(false, [])).not.toContain('Public keys of the logs');
});

// DSSE v1: the type's length in bytes stands before it, and commands that state another one would verify nothing.
test('the commands in it are about this manifest and this type of payload', () => {
  const text = textOf(false, []);
  expect(text).toContain(`'DSSEv1 ${STATEMENT_PAYLOAD.length} ${STATEMENT_PAYLOAD} %s '`);
  const commands = text.split('\n').filter((line) => line.startsWith('  jq '));
  expect(commands).toHaveLength(3);
  expect(commands.filter((line) => line.includes(MANIFEST_NAME))).toHaveLength(2);
});

test('English stands before Japanese, and the text ends with one line break', () => {
  const text = textOf(true, [LEDGER]);
  expect(text.search(/[\u3040-\u30ff]/)).toBeGreaterThan(text.indexOf('Public keys'));
  expect(text).toMatch(/[^\n]\n$/);
});
