import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { checkRun } from '../../gates/index.ts';
import { trainingMarkdown, trainingTerminalReport } from '../../report/index.ts';
import type { Lang, TrainingResult } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

export interface TrainingFlags extends SharedFlags {
  readonly data?: readonly string[];
  readonly base?: string;
  readonly statement?: readonly string[];
  readonly trainerConfig?: readonly string[];
  /** As typed. */
  readonly baseLoss?: string;
  readonly tunedLoss?: string;
  readonly json?: string;
  readonly md?: string;
}

const EXIT_OF = { pass: EXIT.done, block: EXIT.findings, review: EXIT.incomplete } as const satisfies Record<
  TrainingResult['verdict'],
  number
>;

/** `zenbun training`: checks what a training run left behind. */
export async function trainingCommand(folder: string, flags: TrainingFlags, lang: Lang): Promise<number> {
  const { data = [], base, statement = [], trainerConfig = [], json, md } = flags;
  const baseLoss = lossOf('--base-loss', flags.baseLoss);
  const tunedLoss = lossOf('--tuned-loss', flags.tunedLoss);
  await refuseUnfit(
    [folder, ...data, ...statement, ...trainerConfig, ...(base === undefined ? [] : [base])],
    [json, md],
  );
  const result = await interruptible((signal) =>
    checkRun(folder, {
      data,
      statements: statement,
      configs: trainerConfig,
      ...(base === undefined ? {} : { base }),
      ...(baseLoss === null ? {} : { baseLoss }),
      ...(tunedLoss === null ? {} : { tunedLoss }),
      signal,
    }),
  );
  const outputs = [
    [json, () => `${JSON.stringify(result, null, 2)}\n`],
    [md, () => trainingMarkdown(result, { lang })],
  ] as const;
  for (const [path, text] of outputs) {
    if (path === '-') await writeStdout(text());
    else if (path !== undefined) await writeWhole(path, text());
  }
  const isTaken = json === '-' || md === '-';
  if (!isTaken && !flags.quiet)
    await writeStdout(trainingTerminalReport(result, lang, terminalStyle(flags.color, process.env), terminalWidth()));
  return EXIT_OF[result.verdict];
}

function lossOf(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const loss = text.trim() === '' ? Number.NaN : Number(text);
  if (loss >= 0 && loss < 100) return loss;
  throw new ZenbunError('usage', {
    en: `${flag} must be a number of nats from 0 to 100, not "${text}"`,
    ja: `${flag} は 0 から 100 の数値で指定してください（指定値：${text}）`,
  });
}

/** Refuses an output that would overwrite an input or another output. */
async function refuseUnfit(inputs: readonly string[], outputs: readonly (string | undefined)[]): Promise<void> {
  const given = outputs.filter((path) => path !== undefined);
  if (given.filter((path) => path === '-').length > 1)
    throw new ZenbunError('usage', {
      en: 'only one result can be written to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const taken = new Set(await Promise.all(inputs.map(real)));
  for (const path of given) {
    if (path === '-') continue;
    const place = await real(path);
    if (taken.has(place))
      throw new ZenbunError(
        'usage',
        { en: `${path} would be overwritten`, ja: `${path} が上書きされます` },
        { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' } },
      );
    taken.add(place);
  }
}
