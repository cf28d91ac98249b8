// Measures how fast zenbun hashes a folder, beside sha256sum in the same run; writes docs/hash-speed.md: npm run
// bench:hash
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const [megabytes = '2048', rounds = '5'] = process.argv.slice(2);
const total = Number(megabytes) * MIB;
const { hashFolder } = (await import(
  new URL('../../dist/gates/provenance/hash-folder/hash-folder.js', import.meta.url).href
)) as typeof import('../../src/gates/provenance/hash-folder/hash-folder.ts');

/**
 * Fills a folder like that of a model: three quarters of the bytes in a few large files, the rest in many small ones.
 */
function fill(folder: string): number {
  const block = Buffer.alloc(MIB);
  for (let at = 0; at < MIB; at += 4) block.writeUInt32LE((at * 2654435761) >>> 0, at);
  let files = 0;
  const write = (name: string, bytes: number) => {
    const file = openSync(join(folder, name), 'w');
    block.writeUInt32LE(files++, 0);
    for (let left = bytes; left > 0; left -= MIB) writeSync(file, block, 0, Math.min(MIB, left));
    closeSync(file);
  };
  const large = Math.floor((total * 3) / 4 / 6);
  for (let i = 0; i < 6; i++) write(`model-${i}.safetensors`, large);
  mkdirSync(join(folder, 'small'));
  const small = 256 * 1024;
  for (let i = 0; i < Math.floor((total - 6 * large) / small); i++) write(`small/${i}.bin`, small);
  return files;
}

const seconds = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};
const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const none = { ignore: [], allowSymlinks: false };

const folder = mkdtempSync(join(tmpdir(), 'zenbun-hash-speed-'));
try {
  const files = fill(folder);
  const theirs = (where: string, jobs: number) => () => {
    const { status } = spawnSync(
      'sh',
      ['-c', `find . -type f -print0 | xargs -0 -P${jobs} -n8 sha256sum > /dev/null`],
      { cwd: where },
    );
    if (status !== 0) throw new Error('sha256sum failed');
  };
  const ours = (where: string, jobs: number) => () => hashFolder(where, { ...none, jobs });
  const single = join(folder, '..', `${folder.split('/').at(-1)}-single`);
  mkdirSync(single);
  try {
    execFileSync('sh', [
      '-c',
      `head -c ${Math.floor(total / 2)} ${join(folder, 'model-0.safetensors')} ${join(folder, 'model-1.safetensors')} ${join(folder, 'model-2.safetensors')} > ${join(single, 'one.safetensors')} 2>/dev/null || true`,
    ]);
    const cases = [
      { name: `${files.toLocaleString('en')} files, two threads`, where: folder, jobs: 2 },
      { name: `${files.toLocaleString('en')} files, one thread`, where: folder, jobs: 1 },
      { name: 'one large file (one thread: SHA-256 has no parallel form)', where: single, jobs: 2 },
    ];
    const rows: string[] = [];
    let decisive = 0;
    for (const { name, where, jobs } of cases) {
      // Run both once beforehand, so that both find the files in the page cache.
      await theirs(where, jobs)();
      await ours(where, jobs)();
      const pairs: (readonly [number, number])[] = [];
      for (let i = 0; i < Number(rounds); i++) {
        // Alternate the order, so that other load on the machine affects both.
        const first = i % 2 === 0 ? await seconds(ours(where, jobs)) : 0;
        const reference = await seconds(theirs(where, jobs));
        pairs.push([i % 2 === 0 ? first : await seconds(ours(where, jobs)), reference]);
      }
      const bytes = Number(
        execFileSync(
          'sh',
          ['-c', `find ${where} -type f -printf '%s\\n' | awk '{ s += $1 } END { printf "%.0f", s }'`],
          { encoding: 'utf8' },
        ),
      );
      const [mine, reference] = [middle(pairs.map(([a]) => a)), middle(pairs.map(([, b]) => b))];
      const ratio = middle(pairs.map(([a, b]) => b / a));
      if (decisive === 0) decisive = ratio;
      rows.push(
        `| ${name} | ${(bytes / 1e9).toFixed(2)} GB | ${(bytes / mine / 1e6).toFixed(0)} MB/s | ${(bytes / reference / 1e6).toFixed(0)} MB/s | ${ratio.toFixed(2)} |`,
      );
    }
    const sha256sum = execFileSync('sha256sum', ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
    await writeFile(
      new URL('../../docs/hash-speed.md', import.meta.url),
      `# How fast folders are hashed

Written by \`npm run bench:hash\`. Each row: the median of ${rounds} pairs, zenbun and \`sha256sum\` in turn in one run, on ${availableParallelism()} threads of a ${cpus()[0]?.model.trim() ?? 'machine'}
with Node ${process.versions.node}; files are in the memory of the system, so that the disk does not count. \`sha256sum\` is run by \`xargs -P\` with as many processes as zenbun has
threads (${sha256sum}). The ratio is the median of the pairs' ratios; above 1 zenbun is the faster one. Wanted: at least 0.9 with two threads.

| folder | size | zenbun | sha256sum | ratio |
|---|---|---|---|---|
${rows.join('\n')}

zenbun lists the folder twice in this time, before and after, and looks at each file's size and times before and after reading: what changes meanwhile is named.
Each thread holds one buffer of 1 MiB, whatever the size of the files.
`,
    );
    process.stdout.write(`${rows.join('\n')}\n`);
    process.exitCode = decisive >= 0.9 ? 0 : 1;
  } finally {
    rmSync(single, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
