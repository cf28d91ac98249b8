// Bundles the command, the library and their threads: a process that reads five files starts twice as fast as one that reads
// eight hundred. Dependencies stay packages of their own, so that they can be updated without us.
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** What is started or imported by its path. Threads stand where their module looks for them. */
const ENTRIES = [
  'index',
  'read',
  'cli/main',
  'cli/lab/lab-thread',
  'scan/workers/scan-worker',
  'gates/provenance/hash-folder/hash-thread',
];

/** What measurements and tests of the built package load. The package exports none of it. */
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

/** `import.meta.url` stays the address of the module, wherever the bundle puts its text. */
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
