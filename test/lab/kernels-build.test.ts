import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KERNEL_SOURCES, wasmModuleSource } from '../../scripts/generate/build-kernels.ts';

test.each(KERNEL_SOURCES)('the committed module is what wasm/$source builds to (npm run kernels)', async (kernel) => {
  const committed = readFileSync(new URL(`../../${kernel.target}`, import.meta.url), 'utf8');
  expect(await wasmModuleSource(kernel)).toBe(committed);
});
