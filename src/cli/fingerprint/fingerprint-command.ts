import { ZenbunError } from '../../errors.ts';
import { OutputFile, requireName } from '../../files/index.ts';
import { type FingerprintFlags, fingerprint, saveFingerprint } from '../../gates/index.ts';
import { fingerprintMarkdown, fingerprintTerminalReport } from '../../report/index.ts';
import { counted, type FingerprintResult, type Lang } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { terminalBar } from '../terminal/progress-bar.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

export interface FingerprintCommandFlags extends SharedFlags, FingerprintFlags {
  readonly save?: string;
  readonly against?: string;
  readonly series?: string;
  readonly json?: string;
  readonly md?: string;
}

const ASKED = {
  en: (count: number) => `${counted(count, 'answer')}`,
  ja: (count: number) => `回答 ${count} 件`,
} as const;

const EXIT_OF = { 'same-within-margin': EXIT.done, differs: EXIT.findings, undecided: EXIT.incomplete } as const;

/** `zenbun fingerprint`: creates the reference of an approved model, or checks an endpoint against one. */
export async function fingerprintCommand(model: string, flags: FingerprintCommandFlags, lang: Lang): Promise<number> {
  refuseMixture(flags);
  for (const place of [flags.save, flags.series]) if (place !== undefined) requireName(place);
  const bar = terminalBar<number>(flags.quiet ?? false, {
    line: (count) => ASKED[lang](count),
    measure: (count) => ({ done: count, total: 0 }),
  });
  let asked = 0;
  const env = withDotEnv(process.env);
  const onAnswer = () => bar.update(++asked);
  if (flags.save !== undefined) {
    const path = flags.save;
    const made = await interruptible((signal) =>
      saveFingerprint({ ...flags, model, output: path }, { env, signal, onAnswer }),
    ).finally(bar.stop);
    if (!flags.quiet) {
      const { method, prompts, samples } = made.reference;
      await writeStdout(`${SAVED[lang](path, method, prompts.length, samples.length, made.requests)}\n`);
      for (const note of made.notes) await writeStdout(`· ${note[lang]}\n`);
    }
    return EXIT.done;
  }
  const check = { ...flags, model, against: flags.against! };
  const files = await Promise.all([flags.json, flags.md].map(openOutput));
  try {
    const result = await interruptible((signal) => fingerprint(check, { env, signal, onAnswer })).finally(bar.stop);
    await writeResults(result, flags, files, lang);
    return EXIT_OF[result.decision];
  } catch (failure) {
    for (const file of files) await file?.discard();
    throw failure;
  }
}

const openOutput = async (path: string | undefined) =>
  path === undefined || path === '-' ? undefined : OutputFile.create(path);

async function writeResults(
  result: FingerprintResult,
  flags: FingerprintCommandFlags,
  files: readonly (OutputFile | undefined)[],
  lang: Lang,
): Promise<void> {
  const texts = [() => `${JSON.stringify(result, null, 2)}\n`, () => fingerprintMarkdown(result, { lang })];
  for (const [i, path] of [flags.json, flags.md].entries()) {
    if (path === '-') await writeStdout(texts[i]!());
    await files[i]?.write(texts[i]!());
    await files[i]?.finish();
    await files[i]?.commit();
  }
  if (flags.quiet || flags.json === '-' || flags.md === '-') return;
  const style = terminalStyle(flags.color, process.env);
  await writeStdout(fingerprintTerminalReport(result, { lang, style, width: terminalWidth() }));
}

const METHODS = {
  logprob: { en: 'log-probabilities of the first token', ja: '最初のトークンの対数確率' },
  border: { en: 'answers to border inputs', ja: '境界入力への回答' },
} as const;

const SAVED = {
  en: (path: string, method: keyof typeof METHODS, prompts: number, samples: number, requests: number) =>
    `Reference written to ${path}: ${METHODS[method].en}, ${counted(prompts, 'prompt')}, ${counted(samples, 'answer')} (${counted(requests, 'request')} in all).`,
  ja: (path: string, method: keyof typeof METHODS, prompts: number, samples: number, requests: number) =>
    `基準を ${path} に保存しました：${METHODS[method].ja}、質問 ${prompts} 件、回答 ${samples} 件（リクエスト計 ${requests} 件）。`,
} as const;

function refuseMixture({ save, against, series, json, md, method, digest }: FingerprintCommandFlags): void {
  const wrong = (en: string, ja: string) => new ZenbunError('usage', { en, ja });
  if ((save === undefined) === (against === undefined))
    throw new ZenbunError(
      'usage',
      {
        en: 'give either --save FILE or --against FILE',
        ja: '--save FILE と --against FILE のどちらか一方を指定してください',
      },
      {
        advice: {
          en: 'First save the reference of the approved model, then check endpoints against it.',
          ja: '承認したモデルの基準を保存してから、エンドポイントを確認します。',
        },
      },
    );
  if (save !== undefined && (series ?? json ?? md) !== undefined)
    throw wrong('--series, --json and --md go with --against', '--series、--json、--md は --against とだけ使えます');
  if (against !== undefined && (method ?? digest) !== undefined)
    throw wrong(
      '--method and --digest go with --save: a check does as its reference did',
      '--method と --digest は --save とだけ使えます。確認の方法は基準に従います',
    );
  if (json === '-' && md === '-')
    throw wrong(
      'only one result can be written to standard output (-)',
      '標準出力（-）に出力できる結果は 1 つだけです',
    );
}
