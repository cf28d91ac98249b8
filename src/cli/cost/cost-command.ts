import { lstat } from 'node:fs/promises';
import { type CostCurrency, costInputs, estimateCost } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { readEvidence } from '../../gates/index.ts';
import { costMarkdown, costTerminalReport, excerpt } from '../../report/index.ts';
import type { CostEstimate, EvidenceSource, Lang, Message } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { readCostFile } from './cost-file.ts';
import { costFileText } from './cost-file-text.ts';

export interface CostFlags extends SharedFlags {
  readonly init?: boolean;
  readonly results?: readonly string[];
  readonly currency?: CostCurrency;
  readonly md?: string;
  readonly json?: string;
}

/** The file that is read when it is there and no other is named, and that is written when none is named. */
const COST_FILE = 'zenbun-cost.yaml';

const DRAWS = 10_000;
/** Always the same, so that the same inputs give the same numbers to everybody. */
const SEED = 1;

/** `zenbun cost`: what checks cost and save, from a file of inputs and results of runs; with `--init`, the file. */
export async function costCommand(file: string | undefined, flags: CostFlags, lang: Lang): Promise<number> {
  if (flags.init) return writeCostFile(file ?? COST_FILE, flags, lang);
  if (flags.md === '-' && flags.json === '-') throw twoOutputs();
  const estimate = await estimated(file, flags, lang);
  const json = () => `${JSON.stringify(estimate, null, 2)}\n`;
  const md = () => costMarkdown(estimate, { lang });
  for (const [path, text] of [
    [flags.json, json],
    [flags.md, md],
  ] as const) {
    if (path === '-') await writeStdout(text());
    else if (path !== undefined) await writeWhole(path, text());
  }
  if (!flags.quiet && flags.md !== '-' && flags.json !== '-') {
    const style = terminalStyle(flags.color, process.env);
    await writeStdout(costTerminalReport(estimate, { lang, style, width: terminalWidth() }));
  }
  return EXIT.done;
}

async function estimated(file: string | undefined, flags: CostFlags, lang: Lang): Promise<CostEstimate> {
  const path = file ?? ((await isThere(COST_FILE)) ? COST_FILE : null);
  const read = path === null ? null : await readCostFile(path);
  if (path !== null && read?.currency && flags.currency && read.currency !== flags.currency)
    throw otherCurrency(path, read.currency, flags.currency);
  const currency = read?.currency ?? flags.currency ?? currencyOf(lang);
  const { results = [] } = flags;
  const evidence =
    results.length === 0 ? [] : await interruptible((signal) => readEvidence(results, { now: Date.now, signal }));
  const { inputs, notes } = costInputs(currency, read?.given ?? null, evidence);
  return estimateCost(inputs, {
    draws: DRAWS,
    seed: SEED,
    currency,
    notes: [...(read === null ? [NO_FILE] : []), ...evidence.map(({ source }) => placeOf(source)), ...notes],
  });
}

const currencyOf = (lang: Lang): CostCurrency => (lang === 'ja' ? 'JPY' : 'USD');

const NO_FILE: Message = {
  en: 'No file of inputs was read. zenbun cost --init writes one, to be filled with your numbers.',
  ja: '入力ファイルはありません。zenbun cost --init で作成し、自社の数値を記入してください。',
};

/** What an id among the sources of the inputs stands for. */
function placeOf({ id, path, sha256, ledger }: EvidenceSource): Message {
  const digest = sha256 === null ? `${ledger?.size ?? 0}, ${ledger?.root ?? ''}` : `SHA-256 ${sha256}`;
  const shown = excerpt(path, 200);
  return { en: `${id}: ${shown} (${digest})`, ja: `${id}：${shown}（${digest}）` };
}

async function writeCostFile(path: string, flags: CostFlags, lang: Lang): Promise<number> {
  if (flags.results !== undefined || flags.md !== undefined || flags.json !== undefined) throw initAlone();
  if (await isThere(path))
    throw new ZenbunError(
      'usage',
      { en: `${path} already exists; nothing was written`, ja: `${path} は既にあります。何も書き込んでいません` },
      { advice: { en: 'Edit it, or name another file.', ja: '編集するか、別のファイル名を指定してください。' } },
    );
  await writeWhole(path, costFileText(flags.currency ?? currencyOf(lang), lang));
  if (!flags.quiet) await writeStdout(written(path)[lang]);
  return EXIT.done;
}

const written = (path: string): Message => ({
  en: `File written: ${path}\nReplace what you know better, then: zenbun cost ${path}\n`,
  ja: `作成したファイル：${path}\n自社の値に置き換えた後、次を実行してください：zenbun cost ${path}\n`,
});

/** A link that leads nowhere is there, too. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const twoOutputs = () =>
  new ZenbunError('usage', {
    en: 'only one result can be written to standard output (-)',
    ja: '標準出力（-）に出力できる結果は 1 つだけです',
  });

const initAlone = () =>
  new ZenbunError('usage', {
    en: '--init excludes --results, --md and --json',
    ja: '--init は --results、--md、--json と同時に指定できません',
  });

const otherCurrency = (path: string, own: string, wanted: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${path} counts in ${own}, not in ${wanted}; amounts are not converted`,
      ja: `${path} の通貨は ${own} です。${wanted} には換算しません`,
    },
    {
      advice: {
        en: `Leave --currency out, or write a file with zenbun cost --init --currency ${wanted}.`,
        ja: `--currency を省くか、zenbun cost --init --currency ${wanted} で別のファイルを作成してください。`,
      },
    },
  );
