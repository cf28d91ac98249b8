/**
 * `npm run local-model -- a.gguf [b.gguf …] [--probes n]` asks small local models everyday questions, plainly and with
 * an instruction to refuse first and then answer, compares the two as `zenbun compare` does, runs the command itself
 * once, and writes `docs/local-model.md`. Needs node-llama-cpp (`npm install --no-save node-llama-cpp`); takes minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readProbes } from '../src/probe/index.ts';
import { type Measured, measure } from './local-model/measure.ts';
import { localModelPage } from './local-model/page.ts';
import { type Commanded, plainCommand } from './local-model/plain-command.ts';

const PAGE = new URL('../docs/local-model.md', import.meta.url);
const QUESTIONS = new URL('local-model/questions.jsonl', import.meta.url);
/** Number of questions for the command, which asks each of them four times. */
const COMMANDED = 6;

const { values, positionals } = parseArgs({ options: { probes: { type: 'string' } }, allowPositionals: true });
const records = readFileSync(QUESTIONS, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Record<string, unknown> => JSON.parse(line));
const probes = readProbes('everyday', records).probes.slice(0, Number(values.probes ?? records.length));
const [first] = positionals;
if (first === undefined || probes.length === 0) {
  process.stderr.write('usage: npm run local-model -- path/to/model.gguf [more.gguf …] [--probes n]\n');
  process.exit(2);
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
const measured: Measured[] = [];
for (const path of positionals) {
  process.stderr.write(`${path}: ${probes.length} questions, three times\n`);
  measured.push(await measure(path, probes, stop.signal));
}
stop.signal.throwIfAborted();
const commanded: Commanded = await plainCommand(first, measured[0]!.file, probes.slice(0, COMMANDED));
writeFileSync(PAGE, localModelPage(probes.length, measured, commanded));
process.stdout.write('docs/local-model.md written\n');
