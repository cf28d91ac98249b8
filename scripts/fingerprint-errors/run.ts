/**
 * `npm run fingerprint-errors [-- --models FOLDER] [--border] [--short]` measures `zenbun fingerprint` on toy models,
 * and on two real ones through llama.cpp, and writes `docs/fingerprint-errors.md`. The real ones need a folder that
 * `scripts/fingerprint-errors/make_models.py` wrote, and PYTHON_FINGERPRINT, a Python with the package xllamacpp;
 * without them that part of the page stays unchanged. `--short`: a few checks of each kind, printed and not written.
 * `--border`: measures only border inputs of the real models and leaves the rest of their part unchanged. Exits with
 * status 1 if false alarms exceed alpha.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBorder, measureReal, REAL_PLAN, type RealMeasured, SHORT_REAL_PLAN } from './measure-real.ts';
import { measureToys, SHORT_TOY_PLAN, TOY_PLAN } from './measure-toys.ts';
import { broken, fingerprintPage, REAL_BEGINS, REAL_ENDS, realPart, withBorder } from './page.ts';
import type { RealModel } from './real-variants.ts';

const PAGE = new URL('../../docs/fingerprint-errors.md', import.meta.url);
const said = (text: string) => process.stderr.write(`${text}\n`);

const { values } = parseArgs({
  options: { models: { type: 'string' }, short: { type: 'boolean' }, border: { type: 'boolean' } },
});
const python = process.env.PYTHON_FINGERPRINT || undefined;
const isShort = values.short ?? false;
const plan = isShort ? SHORT_REAL_PLAN : REAL_PLAN;

const modelsIn = (folder: string): readonly [RealModel, RealModel] => [
  {
    name: 'SmolLM2-135M-Instruct',
    folder: join(folder, 'smollm2'),
    original: join(folder, 'smollm2.gguf'),
    packed: 'Q4_1',
    otherTemplate: 'vicuna',
  },
  {
    name: 'Gemma 3 270M',
    folder: join(folder, 'gemma3'),
    original: join(folder, 'gemma3.gguf'),
    packed: 'Q4_K_M',
    template: 'gemma',
    otherTemplate: 'chatml',
  },
];

async function realModels(): Promise<RealMeasured[]> {
  if (values.models === undefined || python === undefined || values.border) return [];
  const [smollm2, gemma3] = modelsIn(values.models);
  const measured = [await measureReal(python, smollm2, gemma3, plan, said)];
  return [...measured, await measureReal(python, gemma3, smollm2, plan, said)];
}

/** Returns the part of the page that needs llama.cpp: newly measured, or as already written. */
function realOf(measured: readonly RealMeasured[]): string {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const from = page.indexOf(REAL_BEGINS);
  if (measured.length > 0 || from < 0) return realPart(measured);
  return page.slice(from, page.indexOf(REAL_ENDS) + REAL_ENDS.length);
}

/** Replaces the border inputs by newly measured ones, if requested. */
async function withNewBorder(real: string): Promise<string> {
  if (!values.border || values.models === undefined || python === undefined) return real;
  const models = modelsIn(values.models);
  let page = real;
  for (const [i, model] of models.entries())
    page = withBorder(page, model.name, await measureBorder(python, model, models[1 - i]!, plan, said));
  return page;
}

const began = performance.now();
const toys = await measureToys(isShort ? SHORT_TOY_PLAN : TOY_PLAN);
said(`toys: ${((performance.now() - began) / 1000).toFixed(0)} s`);
const measured = await realModels();
const page = fingerprintPage(toys, await withNewBorder(realOf(measured)));
if (isShort) process.stdout.write(page);
else writeFileSync(PAGE, page);
said(
  `${isShort ? 'measured' : 'docs/fingerprint-errors.md written'} in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
for (const wrong of broken(toys, measured)) {
  said(`More than stated: ${wrong}`);
  process.exitCode = 1;
}
