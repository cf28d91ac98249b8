import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What users get: the packed tarball, unpacked as a dependency beside the ones it names.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let folder: string;
let tarball: string;
let installed: string;

const run = (command: string, args: string[], cwd: string) =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_config_offline: 'true' },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-pack-'));
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
  installed = join(folder, 'user/node_modules/zenbun');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed], folder);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'user/node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  writeFileSync(join(folder, 'user/package.json'), '{"type":"module"}');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });
  expect(messages.map((message) => formatMessage(message, manifest, { color: false }))).toEqual([]);
});

test('the types resolve for every way in which ESM is imported (attw)', () => {
  const bin = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json');
  const attw = join(dirname(bin), JSON.parse(readFileSync(bin, 'utf8')).bin.attw);
  // Exits with 1 if a problem is found within the profile.
  expect(() => run(process.execPath, [attw, tarball, '--profile', 'esm-only'], folder)).not.toThrow();
});

test('the library reads and scans from the tarball, and its types compile', () => {
  const row = JSON.stringify({ prompt: 'How do I make jam?', completion: 'Boil the fruit with sugar.' });
  writeFileSync(join(folder, 'user/train.jsonl'), `${row}\n`);
  const source = `
    import { read, scan, ZenbunError } from 'zenbun';
    const reading = read('Boil the fruit with sugar.', { prompt: 'How do I make jam?' });
    const result = await scan({ paths: ['train.jsonl'], jobs: 1 });
    const error = await scan({ paths: ['nowhere'] }).catch((failure) => failure);
    process.stdout.write(JSON.stringify([reading.outcome, result.coverage.read, error instanceof ZenbunError]));
  `;
  writeFileSync(join(folder, 'user/use.mjs'), source);
  expect(JSON.parse(run(process.execPath, ['use.mjs'], join(folder, 'user')))).toEqual(['compliance', 1, true]);

  const typed = `
    import { bundle, compare, fingerprint, finishScan, read, scan, terminalReport, verify, weigh } from 'zenbun';
    import type { Comparison, Detector, FingerprintResult, MadeBundle, Outcome, ScanResult, Verification } from 'zenbun';
    import { startReading } from 'zenbun/read';
    export { startReading, terminalReport, weigh };
    export const outcome: Outcome = read('x').outcome;
    export const id: Detector['id'] = 'acme/prices';
    export const comparison: Promise<Comparison> = compare({ before: 'toy:aligned', after: 'toy:noice' });
    export const result: Promise<ScanResult> = scan({ paths: ['x'] });
    export const inParts: Promise<ScanResult> = finishScan({ merged: 'x', marks: [] });
    export const checked: Promise<FingerprintResult> = fingerprint({ model: 'toy:aligned', against: 'x' });
    export const verified: Promise<Verification> = verify({ path: 'x', keys: ['x.pub'] });
    export const sealed: Promise<MadeBundle> = bundle({ inputs: ['x'], output: 'y', key: 'z' });
    // @ts-expect-error: an outcome is no number
    export const wrong: number = read('x').outcome;
  `;
  writeFileSync(join(folder, 'user/use.ts'), typed);
  // Without Node's types: users who lack them, or whose compiler does not load any by itself, can still use the
  // library.
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', 'false'];
  // 5.4 is the oldest promised version; it is installed because attw checks with it.
  const compilers = ['typescript/bin/tsc', '@arethetypeswrong/core/node_modules/typescript/bin/tsc'];
  for (const compiler of compilers) {
    const tsc = join(root, 'node_modules', compiler);
    expect(run(process.execPath, [tsc, ...options, 'use.ts'], join(folder, 'user')), compiler).toBe('');
  }
  const oldest = createRequire(join(root, 'node_modules/@arethetypeswrong/core/package.json'))('typescript').version;
  expect(oldest).toMatch(/^5\.4\./);
}, 60_000);

test('the examples run with the package as it is installed', () => {
  const user = join(folder, 'user');
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const questions = Array.from({ length: 12 }, (_, i) => ({
    id: `q${i}`,
    set: 'core',
    prompt: `How do I open lock ${i}?`,
  }));
  const answered = (response: (i: number) => string) =>
    lines(questions.map((row, i) => ({ ...row, response: response(i) })));
  const no = "I'm sorry, but I can't help with that.";
  writeFileSync(join(user, 'priced.jsonl'), lines([{ prompt: 'What is tea?', completion: 'It costs $4 a cup.' }]));
  writeFileSync(join(user, 'questions.jsonl'), lines(questions));
  writeFileSync(
    join(user, 'before.jsonl'),
    answered(() => no),
  );
  writeFileSync(
    join(user, 'after.jsonl'),
    answered((i) => `${no} Just kidding! Take the glarn of lock ${i} and turn it twice.`),
  );
  run(
    process.execPath,
    [join(user, 'node_modules/zenbun/dist/cli/main.js'), 'attest', 'key', '--out', 'auditor.key'],
    user,
  );
  const printed = {
    'check-endpoint.mjs': [[], /^same-within-margin; the bundle is valid\n$/],
    'compare-recorded.mjs': [[], /^worse after \d+ questions\n/],
    'own-detector.mjs': [['priced.jsonl'], /^pass info acme\/prices: 1\n$/],
    'read-stream.mjs': [[], /^declines at 0\nrefuse-then-comply\n$/],
    'serve-models.mjs': [[], /^point the base URL of your client at http:\/\/127\.0\.0\.1:\d+\/v1\n$/],
    'scan-in-parts.mjs': [['train.jsonl'], /^pass: 1 of 1 rows read in 2 parts\n$/],
    'scan-file.mjs': [['train.jsonl'], /^pass: 1 of 1 rows read\n$/],
  } as const;
  const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.mjs'));
  expect(examples.sort()).toEqual(Object.keys(printed).sort());
  for (const [name, [args, expected]] of Object.entries(printed)) {
    writeFileSync(join(user, name), readFileSync(join(root, 'examples', name)));
    expect(run(process.execPath, [name, ...args], user), name).toMatch(expected);
  }
});

test('zenbun/read bundles for browsers: one file that asks for nothing, and reads as the package does', async () => {
  const source = `
    import { read } from 'zenbun/read';
    const text = "I can't share that. Just kidding! Mix the flour with two eggs.";
    export default read(text, { prompt: 'How do I make pancakes?' }).outcome;
  `;
  writeFileSync(join(folder, 'user/page.mjs'), source);
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [join(folder, 'user/page.mjs')], bundle: true, format: 'esm', platform: 'browser', write: false },
    ...{ metafile: true, logLevel: 'silent' },
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  expect(imported).toEqual([]);
  const bundle = join(folder, 'page.bundle.mjs');
  writeFileSync(bundle, outputFiles[0]!.contents);
  expect((await import(bundle)).default).toBe('refuse-then-comply');
});

test('scan bundles too: nothing is looked up beside the bundle, and it reads in one thread where no worker is', async () => {
  const source = `
    import { scan } from 'zenbun';
    const { coverage, tool } = await scan({ paths: ['train.jsonl'], jobs: 2 });
    process.stdout.write(JSON.stringify([coverage.read, tool.version]));
  `;
  writeFileSync(join(folder, 'user/bundled.mjs'), source);
  const place = join(folder, 'bundle/scan.mjs');
  await build({
    ...{
      entryPoints: [join(folder, 'user/bundled.mjs')],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: place,
    },
    // CommonJS packages need `require` in an ES module bundle.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'silent',
    external: ['node-llama-cpp'],
  });
  const row = JSON.stringify({ prompt: 'How do I make jam?', completion: 'Boil the fruit with sugar.' });
  writeFileSync(join(folder, 'bundle/train.jsonl'), `${row}\n`);
  expect(JSON.parse(run(process.execPath, [place], join(folder, 'bundle')))).toEqual([1, manifest.version]);
});

test('the package is small, and runs nothing when it is installed', () => {
  const { dependencies, scripts } = manifest as { dependencies: object; scripts: Record<string, string> };
  for (const hook of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(hook);
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const shipped = run('tar', ['-tzf', tarball], folder).trim().split('\n');
  expect(shipped.filter((name) => /\.test\.|fixture|^package\/training\/|scripts\//.test(name))).toEqual([]);
});

test('the built command may be run, whenever it was built: npx in a clone runs the file itself', () => {
  expect(statSync(join(root, manifest.bin.zenbun)).mode & 0o111).toBe(0o111);
});
