import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acceptedFindings, readAcceptedFindings } from './accepted-findings.ts';

const ENTRY = {
  detector: 'encoded',
  key: 'base64',
  digest: '0123456789abcdef0123456789abcdef',
  reason: 'a lesson on encodings',
  name: 'A. Reviewer',
  date: '2026-11-29',
};

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-accepted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'accepted.yaml');
  writeFileSync(path, text);
  return path;
}

test('reads YAML and JSON alike, and takes an empty file for none', async () => {
  const yaml = Object.entries(ENTRY)
    .map(([name, value], i) => `${i === 0 ? '- ' : '  '}${name}: ${value}\n`)
    .join('');
  expect(await readAcceptedFindings(file(yaml))).toEqual([ENTRY]);
  expect(await readAcceptedFindings(file(JSON.stringify([ENTRY])))).toEqual([ENTRY]);
  expect(await readAcceptedFindings(file(''))).toEqual([]);
});

test.each([
  ['without a reason', { ...ENTRY, reason: ' ' }],
  ['without a name', { ...ENTRY, name: undefined }],
  ['with a date that is none', { ...ENTRY, date: '2026-02-30' }],
  ['with a short digest', { ...ENTRY, digest: 'abc' }],
  ['for no detector', { ...ENTRY, detector: 'all' }],
  ['with a field that is not known', { ...ENTRY, until: '2027-01-01' }],
])('an exception %s is refused, by its place', (_name, entry) => {
  expect(() => acceptedFindings([ENTRY, entry], 'accepted.yaml')).toThrow(/^accepted\.yaml \(entry 2/);
});

test('says what is wrong with a file', async () => {
  await expect(readAcceptedFindings('/nothing/here.yaml')).rejects.toMatchObject({ code: 'not-found' });
  for (const text of ['- [a', '- *x', 'a: &a [x]\nb: *c\n']) {
    await expect(readAcceptedFindings(file(text)), text).rejects.toMatchObject({ code: 'usage' });
  }
  await expect(readAcceptedFindings(file('detector: encoded'))).rejects.toMatchObject({
    code: 'usage',
    advice: expect.stringContaining('reason'),
  });
});
