import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('a runtime without WebAssembly is told so', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  const { wasmKernels } = await import('./wasm-kernels.ts');
  expect(() => wasmKernels(8)).toThrow(
    expect.objectContaining({ code: 'internal', advice: expect.stringContaining('plain kernels') }),
  );
});
