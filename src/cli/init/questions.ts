import { ZenbunError } from '../../errors.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { type Answers, CI_KINDS, LEVELS } from './answers.ts';
import { pathFault } from './data-path.ts';

/** Asks a person a question; resolves with the typed line. */
export type Ask = (question: string) => Promise<string>;

const TEXTS = {
  lang: { en: 'Language of the reports', ja: 'レポートの言語' },
  data: {
    en: 'Training data: files, folders or globs, comma-separated (press Enter to decide later): ',
    ja: '学習データ：ファイル、フォルダー、glob。カンマ区切り（後で決める場合は Enter）：',
  },
  failOn: { en: 'Fail a scan at this verdict or above', ja: '検査を不合格とする判定のレベル' },
  ci: { en: 'Run zenbun automatically in', ja: 'zenbun を自動実行する仕組み' },
  colon: { en: ': ', ja: '：' },
  oneOf: { en: 'Please enter one of: ', ja: '次から選んで入力してください：' },
} as const satisfies Record<string, Message>;

/** Asks for whatever is not given yet. The first answer sets the language of the other questions. */
export async function askAnswers(ask: Ask, given: Partial<Answers>, defaults: Answers): Promise<Answers> {
  const lang = given.lang ?? (await choice<Lang>(ask, 'lang', ['en', 'ja'], defaults.lang, defaults.lang));
  const data = given.data ?? (await paths(ask, lang));
  const failOn = given.failOn ?? (await choice(ask, 'failOn', LEVELS, defaults.failOn, lang));
  const ci = given.ci ?? (await choice(ask, 'ci', CI_KINDS, defaults.ci, lang));
  return { lang, data, failOn, ci };
}

async function choice<T extends string>(
  ask: Ask,
  name: 'lang' | 'failOn' | 'ci',
  choices: readonly T[],
  usual: T,
  lang: Lang,
): Promise<T> {
  const question = `${TEXTS[name][lang]} (${choices.join(', ')}) [${usual}]${TEXTS.colon[lang]}`;
  for (let told = ''; ; told = `${TEXTS.oneOf[lang]}${choices.join(', ')}\n`) {
    const typed = (await ask(told + question)).trim().toLowerCase();
    if (typed === '') return usual;
    const chosen = choices.find((one) => one === typed);
    if (chosen !== undefined) return chosen;
  }
}

async function paths(ask: Ask, lang: Lang): Promise<string[]> {
  for (let told = ''; ; ) {
    const typed = (await ask(told + TEXTS.data[lang])).split(/[,、]/).map((path) => path.trim());
    const found = typed.filter((path) => path !== '');
    const fault = found.map(pathFault).find((one) => one !== null);
    if (fault === undefined) return found;
    told = `${fault[lang]}\n`;
  }
}

/** Runs questions on the terminal. Throws `interrupted` if it is left (Ctrl-C, Ctrl-D) before the last answer. */
export async function onTerminal<T>(questions: (ask: Ask) => Promise<T>): Promise<T> {
  const { createInterface } = await import('node:readline/promises');
  // Uses stderr, so that standard output holds nothing but the result.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const left = new Promise<never>((_, reject) => {
    terminal.once('close', () => reject(leftEarly()));
  });
  // The terminal also closes after the last answer, when nobody waits any more.
  left.catch(() => undefined);
  const ask: Ask = (question) =>
    Promise.race([
      terminal.question(question).catch((cause) => {
        throw leftEarly(cause);
      }),
      left,
    ]);
  try {
    return await questions(ask);
  } catch (failure) {
    // The cursor is still behind the question.
    process.stderr.write('\n');
    throw failure;
  } finally {
    terminal.close();
  }
}

const leftEarly = (cause?: unknown) =>
  new ZenbunError(
    'interrupted',
    { en: 'Stopped; nothing was written.', ja: '中止しました。何も書き込んでいません' },
    { cause },
  );
