import { lstat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { type Lang, TOOL } from '../../schema/index.ts';
import { CONFIG_FILES, configFile } from '../config/config-file.ts';
import { EXIT } from '../exit-code.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { type Answers, scanOf } from './answers.ts';
import { ciFile, type NewFile } from './ci-file.ts';
import { configText } from './config-text.ts';
import { pathFault } from './data-path.ts';
import { askAnswers, onTerminal } from './questions.ts';
import { writeTogether } from './write-together.ts';

export interface InitFlags extends Partial<Answers> {
  readonly yes?: boolean;
  readonly force?: boolean;
}

const TEXTS = {
  written: { en: 'Files written: ', ja: '作成したファイル：' },
  next: { en: 'Next:', ja: '次にすること：' },
  github: {
    en: 'Commit both files, and every pull request will be scanned.',
    ja: '両方のファイルをコミットすると、プルリクエストごとに検査します。',
  },
  gitlab: {
    en: 'Add this to .gitlab-ci.yml and commit:',
    ja: '.gitlab-ci.yml に次を加えてコミットしてください：',
  },
  hook: { en: 'To scan every commit that changes the data:', ja: 'コミットの際に検査するには：' },
  snippet: {
    en: '.pre-commit-config.yaml already exists and was not changed. Add this under its "repos:":',
    ja: '既存の .pre-commit-config.yaml は変更していません。その「repos:」の下に次を加えてください：',
  },
  noData: {
    en: 'Replace data/ with the path of your data, here and in the files.',
    ja: 'data/ は、ここでもファイルの中でも、お手元のデータに置き換えてください。',
  },
} as const;

/**
 * `zenbun init`: writes settings, and a file for CI. Throws `usage` rather than replace a file, and `interrupted` like
 * `onTerminal`.
 */
export async function initCommand(flags: InitFlags, spoken: Lang): Promise<number> {
  refusePaths(flags.data ?? []);
  const config = configFile() ?? CONFIG_FILES[0];
  // Checked before the questions, so that nobody answers them in vain.
  if (!flags.force) await refuseExisting([config]);
  const answers = await answersOf(flags, spoken);
  const ci = ciFile(answers, TOOL.version);
  const own = { path: config, text: configText(answers) };
  const kept = answers.ci === 'pre-commit' && ci !== null && (await isThere(ci.path));
  const files = ci === null || kept ? [own] : [own, ci];
  if (!flags.force) await refuseExisting(files.map(({ path }) => path));
  await writeTogether(files);
  await writeStdout(summary(answers, files, ci, kept));
  return EXIT.done;
}

async function answersOf(flags: InitFlags, spoken: Lang): Promise<Answers> {
  const defaults: Answers = { lang: spoken, data: [], failOn: 'block', ci: 'none' };
  const { lang, data, failOn, ci } = flags;
  const given: Partial<Answers> = {
    ...(lang === undefined ? {} : { lang }),
    ...(data === undefined ? {} : { data }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(ci === undefined ? {} : { ci }),
  };
  const asks = !flags.yes && process.stdin.isTTY && process.stderr.isTTY;
  return asks ? onTerminal((ask) => askAnswers(ask, given, defaults)) : { ...defaults, ...given };
}

/**
 * Reports whether a path exists; a dangling link counts. A path that cannot be inspected cannot be written either,
 * which is reported then.
 */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

async function refuseExisting(paths: readonly string[]): Promise<void> {
  const known = await Promise.all(paths.map(isThere));
  const there = paths.filter((_, i) => known[i]).join(', ');
  if (there === '') return;
  throw new ZenbunError(
    'usage',
    { en: `${there} already exists; nothing was written`, ja: `${there} は既にあります。何も書き込んでいません` },
    {
      advice: {
        en: 'Edit it, or run again with --force to overwrite it.',
        ja: '編集するか、置き換える場合は --force を付けて再実行してください。',
      },
    },
  );
}

function refusePaths(paths: readonly string[]): void {
  const fault = paths.map(pathFault).find((one) => one !== null);
  if (fault !== undefined) throw new ZenbunError('usage', { en: `--data: ${fault.en}`, ja: `--data：${fault.ja}` });
}

function summary(answers: Answers, files: readonly NewFile[], ci: NewFile | null, kept: boolean): string {
  const { lang, data } = answers;
  const lines = [
    `${TEXTS.written[lang]}${files.map(({ path }) => path).join(', ')}`,
    '',
    TEXTS.next[lang],
    `  npx ${scanOf(answers)}`,
    '  npx zenbun explain',
    ...(data.length === 0 ? [TEXTS.noData[lang]] : []),
    ...(ci === null ? [] : ['', ...ciLines(answers, ci, kept)]),
  ];
  return `${lines.join('\n')}\n`;
}

function ciLines({ ci, lang }: Answers, { path, text }: NewFile, kept: boolean): string[] {
  if (ci === 'github') return [TEXTS.github[lang]];
  if (ci === 'gitlab') return [TEXTS.gitlab[lang], '  include:', `    - local: ${path}`];
  const [, ...entry] = text.trimEnd().split('\n');
  const hook = [TEXTS.hook[lang], '  pre-commit install'];
  return kept ? [TEXTS.snippet[lang], ...entry, '', ...hook] : hook;
}
