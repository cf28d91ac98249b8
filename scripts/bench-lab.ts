/**
 * Measures the lab on both kernels, one after the other, and writes docs/lab-speed.md.
 *
 *     npm run bench:lab        about twenty minutes: plain TypeScript is slow, which is what is measured
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LabReport } from '../src/index.ts';

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const page = new URL('../docs/lab-speed.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-lab-'));

function run(kernels: 'wasm' | 'plain'): LabReport {
  process.stderr.write(`${kernels}\n`);
  const json = join(folder, `${kernels}.json`);
  // Status 1 means that the pattern does not show; the page reports that.
  const { status } = spawnSync(process.execPath, [cli, 'lab', 'run', '--kernels', kernels, '--quiet', '--json', json]);
  if (status !== 0 && status !== 1) throw new Error(`zenbun lab run ended with status ${status}`);
  return JSON.parse(readFileSync(json, 'utf8'));
}

try {
  const wasm = run('wasm');
  const plain = run('plain');
  const { cpu, cores, node, platform, speeds } = wasm.run;
  const speed = (kernels: string) => speeds.find((one) => one.kernels === kernels)!;
  const rows = [
    ['default run, seconds', wasm.run.seconds, plain.run.seconds, plain.run.seconds / wasm.run.seconds],
    ...(['training', 'decoding'] as const).map((what) => {
      const [fast, slow] = [speed('wasm')[what], speed('plain')[what]];
      return [`${what}, tokens per second on one thread`, fast, slow, fast / slow] as const;
    }),
  ] as const;
  const failed = [wasm, plain].flatMap(({ expectations }) => expectations.filter(({ holds }) => !holds));
  const met = (holds: boolean) => (holds ? 'met' : '**MISSED**');
  writeFileSync(
    page,
    `# Speed of the lab

Written by \`npm run bench:lab\`. ${cpu}, ${cores} cores, ${platform}, Node ${node}. The default run (\`zenbun lab run\`: 3 seeds, all rows and
defences, ${wasm.run.jobs} threads), first with the WebAssembly kernels and then with the plain TypeScript ones. Tokens per second are measured side by
side in the first of the two runs, after training.

| what | WebAssembly | plain TypeScript | factor |
| --- | ---: | ---: | ---: |
${rows.map(([what, fast, slow, ratio]) => `| ${what} | ${Math.round(fast)} | ${Math.round(slow)} | ${ratio.toFixed(1)} |`).join('\n')}

| target | measured |  |
| --- | --- | --- |
| the default run takes at most 120 s on two cores | ${wasm.run.seconds.toFixed(0)} s | ${met(wasm.run.seconds <= 120)} |
| WebAssembly at least 5 times as fast, wall time of the default run | ${rows[0][3].toFixed(1)} | ${met(rows[0][3] >= 5)} |
| WebAssembly at least 5 times as fast, training | ${rows[1]![3].toFixed(1)} | ${met(rows[1]![3] >= 5)} |
| the pattern of the paper shows on both | ${failed.length === 0 ? 'yes' : failed.map(({ id }) => id).join(', ')} | ${met(failed.length === 0)} |
`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
