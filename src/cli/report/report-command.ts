import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assess, fillChecklist } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { makeFolder, writeWhole } from '../../files/index.ts';
import { lastDayAt, printPdf } from '../../gates/index.ts';
import {
  assessmentMarkdown,
  assessmentTerminalReport,
  DOCUMENTS,
  demonstrationNote,
  meetingSentences,
  notProven,
  type ReportContent,
  reportPage,
} from '../../report/index.ts';
import type { CostEstimate, Evidence, Lang } from '../../schema/index.ts';
import { ANSWERS_FILE, readAnswers } from '../checklist/answers-file.ts';
import { COST_FILE, estimateFrom } from '../cost/cost-estimate.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { type LedgerFlags, readResults } from './read-results.ts';

export interface ReportFlags extends SharedFlags, Omit<LedgerFlags, 'quiet'> {
  readonly html?: string;
  readonly pdf?: string;
  readonly md?: string;
  readonly json?: string;
  /** Folder for the documents. */
  readonly documents?: string;
  /** Files with people's answers to the checklist and with cost inputs. */
  readonly answers?: string;
  readonly cost?: string;
  readonly unmask?: boolean;
}

/**
 * `zenbun report`: reports results for people. Writes every requested file, and shows page one on the terminal unless
 * `quiet` is set or a result goes to standard output.
 */
export async function reportCommand(results: readonly string[], flags: ReportFlags, lang: Lang): Promise<number> {
  refuseTwoOutputs(flags);
  refuseOverwriting(results, flags);
  // Before the results: a fault in this file should not wait for a ledger.
  const answers = await answersOf(flags.answers);
  const evidence = await readResults(results, flags, lang);
  const at = new Date().toISOString();
  const content: ReportContent = {
    assessment: assess(evidence, { at }),
    evidence,
    checklist: fillChecklist(evidence, answers, lastDayAt(at)),
    cost: await costOf(flags.cost, evidence, lang),
    isMasked: flags.unmask !== true,
  };
  const told = await writeFiles(content, flags, lang);
  if (flags.quiet || told === 'stdout') return EXIT.done;
  const style = terminalStyle(flags.color, process.env);
  const page = assessmentTerminalReport(content, { lang, style, width: terminalWidth() });
  await writeStdout(told.length === 0 ? `${page}\n${HINT[lang]}\n` : `${page}\n${written(told, lang)}\n`);
  return EXIT.done;
}

const HINT = {
  en: 'For the whole report: --html report.html (one file, both languages), or --md, --pdf, --json.',
  ja: '報告書の全体は --html report.html（1 ファイルに日英両方）で作成できます。--md、--pdf、--json も使えます。',
};

const written = (files: readonly string[], lang: Lang): string =>
  lang === 'ja' ? `作成したファイル：${files.join('、')}` : `Written: ${files.join(', ')}`;

/** Writes the requested files. Returns their paths, or `stdout` if one of them went to standard output. */
async function writeFiles(
  content: ReportContent,
  flags: ReportFlags,
  lang: Lang,
): Promise<readonly string[] | 'stdout'> {
  const texts: readonly (readonly [string | undefined, () => string])[] = [
    [flags.html, () => reportPage(content, lang)],
    [flags.md, () => assessmentMarkdown(content, lang)],
    [flags.json, () => reportJson(content)],
  ];
  const files: string[] = [];
  for (const [path, text] of texts) {
    if (path === '-') await writeStdout(text());
    else if (path !== undefined) {
      await writeWhole(path, text());
      files.push(path);
    }
  }
  const { pdf, documents } = flags;
  if (pdf !== undefined) {
    // The environment without the .env file: whoever can write that could name a program to run.
    const page = reportPage(content, lang);
    await writeWhole(pdf, await interruptible((signal) => printPdf(page, process.env, signal)));
    files.push(pdf);
  }
  if (documents !== undefined) files.push(...(await writeDocuments(content, documents, lang)));
  return texts.some(([path]) => path === '-') ? 'stdout' : files;
}

/** Writes one Markdown file per document, in one language, since they are sent to people. */
async function writeDocuments({ assessment, evidence }: ReportContent, folder: string, lang: Lang): Promise<string[]> {
  await makeFolder(folder);
  const note = demonstrationNote(evidence, lang);
  const files: string[] = [];
  for (const { id, write } of DOCUMENTS) {
    const path = join(folder, `${id}.${lang}.md`);
    const text = write(assessment, evidence, { lang });
    await writeWhole(path, note === null ? text : `> **${note}**\n\n${text}`);
    files.push(path);
  }
  return files;
}

function reportJson({ assessment, evidence, checklist, cost }: ReportContent): string {
  const whole = {
    ...assessment,
    meeting: meetingSentences(assessment, evidence, cost),
    checklist,
    cost,
    notProven: notProven(evidence),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Reads the answers. A named file must exist; the default file may be missing. */
const answersOf = async (named: string | undefined) => {
  if (named !== undefined) return readAnswers(named);
  return existsSync(ANSWERS_FILE) ? readAnswers(ANSWERS_FILE) : null;
};

async function costOf(
  named: string | undefined,
  evidence: readonly Evidence[],
  lang: Lang,
): Promise<CostEstimate | null> {
  const path = named ?? (existsSync(COST_FILE) ? COST_FILE : null);
  return path === null ? null : estimateFrom({ path, evidence, lang });
}

function refuseTwoOutputs({ html, md, json, pdf }: ReportFlags): void {
  if (pdf === '-') throw pdfToTerminal();
  if ([html, md, json].filter((path) => path === '-').length > 1)
    throw new ZenbunError('usage', {
      en: 'only one result can be written to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
}

/** Makes sure that evidence is not lost to a report on it, nor one output to another. */
function refuseOverwriting(
  results: readonly string[],
  { html, pdf, md, json, answers, cost, earlier }: ReportFlags,
): void {
  const inputs = [...results, answers, cost, earlier].flatMap((path) => (path === undefined ? [] : [resolve(path)]));
  const outputs = [html, pdf, md, json].flatMap((path) => (path === undefined || path === '-' ? [] : [resolve(path)]));
  const lost = outputs.find((path, i) => inputs.includes(path) || outputs.indexOf(path) < i);
  if (lost === undefined) return;
  throw new ZenbunError(
    'usage',
    { en: `${lost} would be overwritten`, ja: `${lost} が上書きされます` },
    {
      advice: {
        en: 'Name another file for each output.',
        ja: '出力ごとに別のファイル名を指定してください。',
      },
    },
  );
}

const pdfToTerminal = () =>
  new ZenbunError('usage', {
    en: '--pdf takes a file, not standard output',
    ja: '--pdf にはファイルを指定してください（標準出力には出力できません）',
  });
