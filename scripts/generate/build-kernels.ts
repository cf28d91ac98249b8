import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

/** A source in wasm/, and the module in src/ that contains its compiled code. */
export interface KernelSource {
  readonly source: string;
  readonly target: string;
}

export const KERNEL_SOURCES: readonly KernelSource[] = [
  { source: 'kernels.ts', target: 'src/lab/kernels/wasm-module.ts' },
  { source: 'reader.ts', target: 'src/reader/network/kernel/wasm-module.ts' },
];

/**
 * Compiles a source of wasm/. The module imports its memory (env.memory) and anything else that its source names; it
 * has no runtime and no data. The same source and compiler produce the same bytes. Throws with the compiler's message
 * if the source is faulty.
 */
async function compileKernels(source: string): Promise<Uint8Array> {
  const path = new URL(`../../wasm/${source}`, import.meta.url);
  const written = new Map<string, Uint8Array>();
  const { error, stderr } = await main(
    [
      source,
      ...['--outFile', 'kernels.wasm'],
      ...['--runtime', 'stub'],
      ...['--enable', 'simd'],
      ...['-O3', '--noAssert', '--importMemory'],
    ],
    {
      readFile: (name) => (name === source ? readFileSync(path, 'utf8') : null),
      writeFile: (name, contents) => {
        written.set(name, contents as Uint8Array);
      },
      listFiles: () => [],
    },
  );
  const module = written.get('kernels.wasm');
  if (error !== null || module === undefined) throw new Error(`wasm/${source} does not compile:\n${stderr.toString()}`);
  return module;
}

/** Returns the text of the module that contains the compiled source as base64. */
export async function wasmModuleSource({ source }: KernelSource): Promise<string> {
  const base64 = Buffer.from(await compileKernels(source)).toString('base64');
  return `// Written by \`npm run kernels\` from wasm/${source}; do not edit.\nexport const WASM_MODULE =\n  '${base64}';\n`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const kernel of KERNEL_SOURCES)
    writeFileSync(new URL(`../../${kernel.target}`, import.meta.url), await wasmModuleSource(kernel));
}
