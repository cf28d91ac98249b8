import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ZenbunError } from '../../errors.ts';

const run = promisify(execFile);

/** Programs that print a page without a window: names to find on the path, and usual places of installation. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'chrome',
  'msedge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const PRINT_MS = 120_000;

/**
 * Prints a page as PDF with an installed Chromium. `env`: `CHROMIUM` names the program if it is not found
 * automatically. Throws `not-found` if there is none, and `internal` if it prints nothing.
 */
export async function printPdf(
  page: string,
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const program = await chromium(env);
  if (program === null) throw noChromium(env.CHROMIUM);
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-pdf-'));
  try {
    const [from, to] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
    await writeFile(from, page);
    await run(
      program,
      [
        '--headless',
        '--disable-gpu',
        '--disable-extensions',
        '--no-first-run',
        '--no-pdf-header-footer',
        // Chromium's sandbox does not start for root, as in containers; the page holds no script and fetches nothing.
        ...(userInfo().uid === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${join(folder, 'profile')}`,
        `--print-to-pdf=${to}`,
        pathToFileURL(from).href,
      ],
      { timeout: PRINT_MS, ...(signal === undefined ? {} : { signal }) },
    );
    if ((await stat(to)).size === 0) throw new Error('an empty file');
    return await readFile(to);
  } catch (cause) {
    if (signal?.aborted) throw new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });
    throw notPrinted(program, cause);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function chromium(env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  const named = env.CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute);
  const onPath = (name: string) => folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)]);
  const candidates =
    named === undefined ? [...NAMES.flatMap(onPath), ...PLACES] : isAbsolute(named) ? [named] : onPath(named);
  for (const path of candidates) if (await isProgram(path)) return path;
  return null;
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const noChromium = (named: string | undefined) =>
  new ZenbunError(
    'not-found',
    named === undefined
      ? {
          en: 'no Chromium, Chrome or Edge was found to print the PDF',
          ja: 'PDF の印刷に必要な Chromium、Chrome、Edge のいずれも見つかりません',
        }
      : {
          en: `CHROMIUM names ${named}, which is not a program`,
          ja: `CHROMIUM に指定された ${named} は実行できません`,
        },
    {
      advice: {
        en: 'Install one, set CHROMIUM to its path, or open the HTML file in a browser and print it from there.',
        ja: 'いずれかをインストールするか、環境変数 CHROMIUM にパスを設定してください。HTML をブラウザーで開いて印刷することもできます。',
      },
    },
  );

const notPrinted = (program: string, cause: unknown) =>
  new ZenbunError(
    'internal',
    { en: `${program} could not print the report`, ja: `${program} で報告書を印刷できませんでした` },
    {
      advice: {
        en: 'Open the HTML file in a browser and print it from there.',
        ja: 'HTML をブラウザーで開いて印刷してください。',
      },
      cause,
    },
  );
