import type { Kernels, KernelsName } from './kernels.ts';
import { plainKernels } from './plain-kernels.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** Creates the kernels of that name over a new memory of `floats` zeros. Throws like their own constructors. */
export function createKernels(name: KernelsName, floats: number): Kernels {
  return name === 'wasm' ? wasmKernels(floats) : plainKernels(floats);
}

/** Returns the kernels that this runtime can run, fastest first. */
export function availableKernels(): KernelsName[] {
  try {
    wasmKernels(1);
    return ['wasm', 'plain'];
  } catch {
    return ['plain'];
  }
}
