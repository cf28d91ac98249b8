import type { Kernels, KernelsName } from './kernels.ts';
import { plainKernels } from './plain-kernels.ts';

/** Kernels of that name over a fresh memory of `floats` zeros. */
export function createKernels(_name: KernelsName, floats: number): Kernels {
  return plainKernels(floats);
}
