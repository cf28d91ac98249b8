/**
 * Measures how many bytes the console page takes over the wire: every file of dist/console/app, gzipped. Fails if the
 * budget is exceeded. Needs a build.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET = 60_000;

const folder = fileURLToPath(new URL('../../dist/console/app', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(folder, name)).isFile())
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length }));
const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { name, bytes } of files) process.stdout.write(`${String(bytes).padStart(7)}  ${name}\n`);
process.stdout.write(`${String(total).padStart(7)}  of ${BUDGET}\n`);
if (total > BUDGET) process.exitCode = 1;
