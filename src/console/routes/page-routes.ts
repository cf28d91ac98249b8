import type { Hono } from 'hono';
import type { ConsoleEnv } from '../access/console-env.ts';
import { LAST_ROWS } from '../log/last-rows.ts';
import type { ConsolePorts } from '../ports.ts';

/** File names of the page: parts that begin with a letter or a digit, so that no path leads out of its folder. */
const FILE = /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*$/i;
const PREFIX = '/console/';
const SESSION = '/session';

/** Preloads what the page's scripts will request, while they load. */
const preload = (path: string) => `<${PREFIX}api${path}>; rel=preload; as=fetch; crossorigin`;

/** Serves the page and its files. Every path without a file gives the page, so that addresses can be opened. */
export function addPageRoutes(app: Hono<ConsoleEnv>, { file }: Pick<ConsolePorts, 'file'>): void {
  app.get('/*', async (c) => {
    const path = c.req.path.slice(PREFIX.length);
    const isAsset = path.startsWith('assets/');
    const found = FILE.test(path) ? await file(path) : null;
    if (found === null && isAsset) return c.text('404 Not Found\n', 404);
    const page = found ?? (await file('index.html'));
    if (page === null) return c.text(NOT_BUILT, 503);
    c.header('Content-Type', page.type);
    // The page preloads its first requests. Assets can be cached forever, since their names change with their content.
    if (found === null) c.header('Link', [SESSION, ...(path === 'live' ? [LAST_ROWS] : [])].map(preload).join(', '));
    c.header('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    return c.body(Uint8Array.from(page.bytes));
  });
}

const NOT_BUILT = `The page of the console was not built. Run "npm run build", or install the zenbun package; the API is served.
コンソールの画面がビルドされていません。「npm run build」を実行するか、zenbun パッケージをインストールしてください（API は利用できます）。
`;
