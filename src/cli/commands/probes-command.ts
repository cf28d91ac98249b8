import { readFile } from 'node:fs/promises';
import { probePrompt } from '../../audit/index.ts';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { probesOf, SHIPPED_PROBES } from '../../gates/index.ts';
import { type Comparison, counted, type Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface ProbesFlags extends SharedFlags {
  /** Destination of the questions; `-` is stdout. */
  readonly out: string;
  /** Names or files, as for `compare`; several may be separated by commas. */
  readonly probes?: readonly string[];
  readonly map?: string;
}

const WRITTEN = {
  en: (count: number) =>
    `${counted(count, 'question')} written. Add your model's answer to each line as "response", then use the file in compare as replay:FILE.`,
  ja: (count: number) =>
    `質問 ${count} 件を書き出しました。各行に "response" としてモデルの回答を加え、replay:ファイル で比較してください。`,
} as const;

type LeftOut = Comparison['coverage']['leftOut'][number];

const WHY_LEFT_OUT = {
  empty: { en: 'empty', ja: '空' },
  duplicate: { en: 'duplicate', ja: '重複' },
} as const;

const LEFT_OUT = {
  en: ({ file, record, why }: LeftOut) => `${file}: record ${record}: ${WHY_LEFT_OUT[why].en}`,
  ja: ({ file, record, why }: LeftOut) => `${file}：${record} 件目：${WHY_LEFT_OUT[why].ja}`,
} as const;

/** Refuses to overwrite answers that somebody has filled in. */
async function refuseAnswered(path: string): Promise<void> {
  const written = await readFile(path, 'utf8').catch(() => '');
  if (!/"response"\s*:/.test(written)) return;
  throw new ZenbunError(
    'usage',
    { en: `${path} already contains answers`, ja: `${path} にはすでに回答があります` },
    {
      advice: {
        en: 'Choose another file, or delete this one first.',
        ja: '別のファイルを指定するか、先に削除してください。',
      },
    },
  );
}

/** `zenbun probes`: writes the questions of a comparison as JSON lines, to be answered elsewhere and replayed. */
export async function probesCommand(flags: ProbesFlags, lang: Lang): Promise<number> {
  const sources = flags.probes?.flatMap((names) => names.split(',')) ?? SHIPPED_PROBES;
  const { probes, leftOut } = await probesOf(sources, flags.map ?? null);
  const lines = probes.map((probe) => {
    const { id, set, category } = probe;
    return `${JSON.stringify({ id, set, category, prompt: probePrompt(probe) })}\n`;
  });
  if (flags.out !== '-') await refuseAnswered(flags.out);
  await (flags.out === '-' ? writeStdout(lines.join('')) : writeWhole(flags.out, lines.join('')));
  if (!(flags.quiet ?? false)) {
    for (const one of leftOut) process.stderr.write(`zenbun: ${LEFT_OUT[lang](one)}\n`);
    process.stderr.write(`zenbun: ${WRITTEN[lang](probes.length)}\n`);
  }
  return EXIT.done;
}
