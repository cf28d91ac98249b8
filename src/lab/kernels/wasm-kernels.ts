import { ZenbunError } from '../../errors.ts';
import type { Kernels } from './kernels.ts';
import { WASM_MODULE } from './wasm-module.ts';

// The parts of the WebAssembly JavaScript interface used here; TypeScript has its types only together with those of a
// browser.
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The module exports the kernels under their names, except that Adam's scalars are passed individually. */
type ModuleExports = Omit<Kernels, 'name' | 'memory' | 'adam'> & { adam(...numbers: number[]): void };

const PAGE_BYTES = 65_536;
/** Memory reserved for the module: a panel of 256 lines of 8 floats. */
const PANEL_BYTES = 256 * 8 * 4;

let compiled: object | undefined;

/**
 * The kernels in WebAssembly with SIMD (`wasm/kernels.ts`), over a memory of `floats`. Throws ZenbunError 'internal' if
 * WebAssembly with SIMD is missing, and RangeError if that much memory is not available.
 */
export function wasmKernels(floats: number): Kernels {
  // Compiled once for all instances, which also share the engine's optimised code.
  compiled ??= compile();
  const panel = Math.ceil(floats / 16) * 64;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((panel + PANEL_BYTES) / PAGE_BYTES) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory }, host: { log: Math.log, panel } });
  const { adam, ...kernels } = exports as ModuleExports;
  return {
    ...kernels,
    name: 'wasm',
    memory: new Float32Array(memory.buffer, 0, floats),
    adam(x, g, m, v, count, { clip, beta1, beta2, rate, correction, eps }) {
      adam(x, g, m, v, count, clip, beta1, beta2, rate, correction, eps);
    },
  };
}

function compile(): object {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(WASM_MODULE), (char) => char.charCodeAt(0)));
  } catch (cause) {
    throw new ZenbunError(
      'internal',
      {
        en: 'This runtime cannot run WebAssembly with SIMD.',
        ja: 'この実行環境では SIMD 付きの WebAssembly を実行できません',
      },
      {
        advice: {
          en: 'Use the plain kernels: they show the same pattern, but are several times slower.',
          ja: 'plain カーネルを使ってください。所要時間は数倍になりますが、同じ傾向の結果が得られます。',
        },
        cause,
      },
    );
  }
}
