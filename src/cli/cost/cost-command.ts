import { lstat } from 'node:fs/promises';
import type { CostCurrency } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { costMarkdown, costTerminalReport } from '../../report/index.ts';
import type { CostEstimate, Lang, Message } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { readResults } from '../report/read-results.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { COST_FILE, currencyOf, estimateFrom } from './cost-estimate.ts';
import { costFileText } from './cost-file-text.ts';

export interface CostFlags extends SharedFlags {
  readonly init?: boolean;
  readonly results?: readonly string[];
  readonly currency?: CostCurrency;
  readonly md?: string;
  readonly json?: string;
}

/**
 * `zenbun cost`: estimates what checks cost and save, from a file of inputs and results of runs; with `--init`, writes
 * such a file.
 */
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
  const { results = [], currency } = flags;
  const evidence = results.length === 0 ? [] : await readResults(results, flags, lang);
  return estimateFrom({ path, currency, evidence, lang });
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

/** Reports whether a path exists; a dangling link counts. */
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
