import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingFiles, PUBLIC_FILES, requirePublicFiles } from './missing.ts';

test('each file has a digest, an address and a licence', () => {
  for (const { file, sha256, address, licence } of PUBLIC_FILES) {
    expect(sha256, file).toMatch(/^[0-9a-f]{64}$/);
    expect(address, file).toMatch(/^https:\/\//);
    expect(licence, file).not.toBe('');
  }
});

test('what is not there is told with its address, and another file under the name is not taken for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  try {
    expect(missingFiles(folder)).toHaveLength(PUBLIC_FILES.length);
    mkdirSync(join(folder, 'datasets'));
    writeFileSync(join(folder, 'datasets/identity.json'), '[]');
    expect(missingFiles(folder, 'datasets/').find(({ file }) => file.endsWith('identity.json'))?.why).toBe(
      'another file',
    );
    expect(() => requirePublicFiles(folder, 'responses/')).toThrow(/responses\/xstest-gpt4.jsonl: not there\n.*https:/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
