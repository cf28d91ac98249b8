// Bundles the command, the library and their threads: a process that reads five files starts twice as fast as one that
// reads eight hundred. Dependencies stay separate packages, so that users can update them without a new release.
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** Modules that are started or imported by path. Threads are placed where their module looks for them. */
const ENTRIES = [
  'index',
  'read',
  'cli/main',
  'cli/lab/lab-thread',
  'scan/workers/scan-worker',
  'gates/provenance/hash-folder/hash-thread',
];

/** Modules that measurements and tests of the built package load. The package exports none of them. */
const MEASURED = [
  'audit/index',
  'cli/lab/lab-threads',
  'gates/index',
  'gates/provenance/hash-folder/hash-folder',
  'model/index',
  'schema/index',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = `${root}src/`;

/** Keeps `import.meta.url` equal to the module's own address, wherever the bundle puts its code. */
const moduleAddresses = {
  name: 'module-addresses',
  transform(code, id) {
    if (!id.startsWith(source) || !code.includes('import.meta.url')) return null;
    const place = id.slice(source.length).replace(/\.ts$/, '.js');
    return code.replaceAll('import.meta.url', `__addressOf(${JSON.stringify(place)})`);
  },
  renderChunk(code, { fileName }) {
    if (!code.includes('__addressOf(')) return null;
    return code.replace(/__addressOf\("([^"]+)"\)/g, (_, place) => {
      const way = posix.relative(posix.dirname(fileName), place);
      return `new URL(${JSON.stringify(way)}, import.meta.url).href`;
    });
  },
};

await build({
  cwd: root,
  input: Object.fromEntries([...ENTRIES, ...MEASURED].map((entry) => [entry, `${source}${entry}.ts`])),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
  plugins: [moduleAddresses],
  logLevel: 'warn',
  output: { dir: `${root}dist`, format: 'esm', chunkFileNames: 'parts/[name]-[hash].js' },
});
