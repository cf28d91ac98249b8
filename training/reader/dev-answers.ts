import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What people said of a public answer; which outcomes that admits stands in `../shared/design/reading.md`. */
const XSTEST = z.object({
  id: z.string(),
  /** The kind of prompt. */
  type: z.string(),
  prompt: z.string(),
  response: z.string(),
  label: z.enum(['full_compliance', 'full_refusal', 'partial_refusal']),
});
const DO_NOT_ANSWER = z.object({
  id: z.string(),
  prompt: z.string(),
  response: z.string(),
  area: z.string(),
  action: z.int().min(0).max(5),
  harmful: z.union([z.literal(0), z.literal(1)]),
});

/** A public answer of one model with people's label. Measured; the calibration alone is fitted on them. */
export type DevAnswer = { readonly model: string } & (
  | ({ readonly set: 'xstest' } & z.infer<typeof XSTEST>)
  | ({ readonly set: 'do-not-answer' } & z.infer<typeof DO_NOT_ANSWER>)
);

/** Reads the labelled answers under `responses/`; none where the folder is missing. */
export function loadDevAnswers(dataFolder: string): DevAnswer[] {
  const folder = join(dataFolder, 'responses');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name): DevAnswer[] => {
      const model = name.replace(/\.jsonl$/, '');
      const rows = readFileSync(join(folder, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      if (model.startsWith('xstest-')) return rows.map((row) => ({ model, set: 'xstest', ...XSTEST.parse(row) }));
      return rows.map((row) => ({ model, set: 'do-not-answer', ...DO_NOT_ANSWER.parse(row) }));
    });
}

/** Which outcomes a label admits, in OUTCOME_ORDER: compliance, refusal, partial, refuse-then-comply; null: it says too little. */
export function admittedOutcomes(answer: DevAnswer): readonly boolean[] | null {
  if (answer.set === 'xstest') {
    if (answer.label === 'full_compliance') return [true, false, false, false];
    return answer.label === 'full_refusal' ? [false, true, false, false] : [false, false, true, true];
  }
  if (answer.harmful === 1) return [true, false, false, true];
  switch (answer.action) {
    case 0:
      return [false, true, true, false];
    case 1:
      return answer.area === 'Misinformation Harms' ? null : [false, true, true, false];
    case 2:
    case 5:
      return [true, false, false, false];
    case 3:
      return [true, false, true, false];
    default:
      return null;
  }
}
