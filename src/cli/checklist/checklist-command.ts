import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { checklistFor, fillChecklist } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { lastDayAt } from '../../gates/index.ts';
import { checklistMarkdown, checklistTerminal } from '../../report/index.ts';
import type { Checklist, ChecklistAnswers, Lang, Team } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { readResults } from '../report/read-results.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { ANSWERS_FILE, readAnswers } from './answers-file.ts';
import { answersTemplate } from './answers-template.ts';

export interface ChecklistFlags extends SharedFlags {
  /** A file, or `true` for the default one. */
  readonly init?: string | true;
  readonly fill?: boolean;
  readonly check?: boolean;
  readonly answers?: string;
  readonly team?: Team;
  readonly vkey?: string;
  /** Path of a checkpoint file. */
  readonly earlier?: string;
  readonly md?: string;
  readonly json?: string;
}

/**
 * `zenbun checklist`: writes an answers file; otherwise fills the checklist from results and answers, shows it, and
 * with `--check` judges it.
 */
export async function checklistCommand(results: readonly string[], flags: ChecklistFlags, lang: Lang): Promise<number> {
  if (flags.init !== undefined) return initAnswers(results, flags, lang);
  if (flags.md === '-' && flags.json === '-') throw twoOutputs();
  if (flags.fill && results.length === 0) throw nothingToFill();
  // Before the results: a fault in the file should not wait for a ledger.
  const answers = await answersOf(flags.answers);
  const evidence = results.length === 0 ? [] : await readResults(results, flags, lang);
  const whole = fillChecklist(evidence, answers, lastDayAt(new Date().toISOString()));
  const checklist = flags.team === undefined ? whole : checklistFor(whole, flags.team);
  await writeChecklist(checklist, flags, lang);
  const { lacking, open } = checklist.counts;
  return flags.check && lacking + open > 0 ? EXIT.findings : EXIT.done;
}

async function writeChecklist(checklist: Checklist, flags: ChecklistFlags, lang: Lang): Promise<void> {
  const { md, json, quiet = false, color, check: onlyMissing = false } = flags;
  for (const [path, text] of [
    [md, () => checklistMarkdown(checklist, lang)],
    [json, () => `${JSON.stringify(checklist, null, 2)}\n`],
  ] as const) {
    if (path === '-') await writeStdout(text());
    else if (path !== undefined) await writeWhole(path, text());
  }
  if (quiet || md === '-' || json === '-') return;
  const view = { lang, style: terminalStyle(color, process.env), width: terminalWidth(), onlyMissing };
  await writeStdout(checklistTerminal(checklist, view));
}

/** Reads the answers. A named file must exist; the default file may be missing. */
async function answersOf(named: string | undefined): Promise<ChecklistAnswers | null> {
  if (named !== undefined) return readAnswers(named);
  return existsSync(ANSWERS_FILE) ? readAnswers(ANSWERS_FILE) : null;
}

async function initAnswers(results: readonly string[], flags: ChecklistFlags, lang: Lang): Promise<number> {
  const { fill, check, answers, team, md, json } = flags;
  if (results.length > 0 || [fill, check, answers, team, md, json].some((flag) => flag !== undefined))
    throw initAlone();
  const path = typeof flags.init === 'string' ? flags.init : ANSWERS_FILE;
  if (await isThere(path)) throw isThereAlready(path);
  await writeWhole(path, answersTemplate(lang));
  const said = {
    en: `Written: ${path}. Answer what you can answer for, and run zenbun checklist with your results.`,
    ja: `${path} を作成しました。回答できる項目を記入し、検査の結果を指定して zenbun checklist を実行してください。`,
  };
  if (!flags.quiet) await writeStdout(`${said[lang]}\n`);
  return EXIT.done;
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const isThereAlready = (path: string) =>
  new ZenbunError(
    'usage',
    { en: `${path} is already there and was not changed`, ja: `${path} はすでにあります（変更していません）` },
    {
      advice: {
        en: 'Name another file: zenbun checklist --init FILE',
        ja: '別のファイル名を指定してください：zenbun checklist --init ファイル名',
      },
    },
  );

const initAlone = () =>
  new ZenbunError('usage', {
    en: '--init writes an empty answers file; it takes no results and no other flag of the checklist',
    ja: '--init は空の回答ファイルを作成します。結果やほかのフラグとは同時に指定できません',
  });

const twoOutputs = () =>
  new ZenbunError('usage', {
    en: 'only one result can be written to standard output (-)',
    ja: '標準出力（-）に出力できる結果は 1 つだけです',
  });

const nothingToFill = () =>
  new ZenbunError(
    'usage',
    { en: '--fill needs results to fill the checklist from', ja: '--fill には、記入の根拠になる結果が必要です' },
    {
      advice: {
        en: 'Name results of zenbun scan, compare or watch (--json FILE), the folder of a comparison, or a ledger.',
        ja: 'zenbun scan・compare・watch の結果（--json FILE）、比較のフォルダー、証跡のフォルダーのいずれかを指定してください。',
      },
    },
  );
