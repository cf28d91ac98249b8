import type { Kernels, KernelsName } from './kernels.ts';
import { plainKernels } from './plain-kernels.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** Kernels of that name over a fresh memory of `floats` zeros. Throws as they do. */
export function createKernels(name: KernelsName, floats: number): Kernels {
  return name === 'wasm' ? wasmKernels(floats) : plainKernels(floats);
}

/** The kernels that this runtime can run, the fastest first. */
export function availableKernels(): KernelsName[] {
  try {
    wasmKernels(1);
    return ['wasm', 'plain'];
  } catch {
    return ['plain'];
  }
}
