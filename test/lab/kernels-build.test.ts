import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wasmModuleSource } from '../../scripts/generate/build-kernels.ts';

test('the committed WebAssembly module is what its source builds to (npm run kernels)', async () => {
  const committed = readFileSync(new URL('../../src/lab/kernels/wasm-module.ts', import.meta.url), 'utf8');
  expect(await wasmModuleSource()).toBe(committed);
});
