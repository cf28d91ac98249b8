import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const SOURCE = new URL('../../wasm/kernels.ts', import.meta.url);
const TARGET = new URL('../../../src/lab/kernels/wasm-module.ts', import.meta.url);

/**
 * Compiles wasm/kernels.ts. The module imports its memory (env.memory), a logarithm (host.log) and the place of its panel
 * (host.panel); it has no runtime and no data. The same source and compiler give the same bytes. Throws with the
 * compiler's own words where the source is wrong.
 */
export async function compileKernels(): Promise<Uint8Array> {
  const written = new Map<string, Uint8Array>();
  const { error, stderr } = await main(
    [
      'kernels.ts',
      ...['--outFile', 'kernels.wasm'],
      ...['--runtime', 'stub'],
      ...['--enable', 'simd'],
      ...['-O3', '--noAssert', '--importMemory'],
    ],
    {
      readFile: (name) => (name === 'kernels.ts' ? readFileSync(SOURCE, 'utf8') : null),
      writeFile: (name, contents) => {
        written.set(name, contents as Uint8Array);
      },
      listFiles: () => [],
    },
  );
  const module = written.get('kernels.wasm');
  if (error !== null || module === undefined)
    throw new Error(`wasm/kernels.ts does not compile:\n${stderr.toString()}`);
  return module;
}

/** The text of src/lab/kernels/wasm-module.ts, which carries the module as base64. */
export async function wasmModuleSource(): Promise<string> {
  const base64 = Buffer.from(await compileKernels()).toString('base64');
  return `// Written by \`npm run kernels\` from wasm/kernels.ts; do not edit.\nexport const WASM_MODULE =\n  '${base64}';\n`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, await wasmModuleSource());
}
