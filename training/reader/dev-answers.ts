import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** People's labels of a public answer; `../shared/design/reading.md` says which outcomes each admits. */
const XSTEST = z.object({
  id: z.string(),
  /** Kind of prompt. */
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

/** A public answer of one model with a human label. Used for measuring; only the calibration is fitted on them. */
export type DevAnswer = { readonly model: string } & (
  | ({ readonly set: 'xstest' } & z.infer<typeof XSTEST>)
  | ({ readonly set: 'do-not-answer' } & z.infer<typeof DO_NOT_ANSWER>)
);

/** Reads the labelled answers under `responses/`; returns none if the folder is missing. */
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

/**
 * Returns the outcomes that a label admits, in the order of OUTCOME_ORDER: compliance, refusal, partial,
 * refuse-then-comply; null if it says too little.
 */
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
