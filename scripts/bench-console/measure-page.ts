import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

/** One visit to the list of all records, with server and browser started anew. Times in milliseconds. */
export interface PageMeasures {
  readonly records: number;
  /** The server's first answer with 100 rows, and the same again. */
  readonly serverFirst: number;
  readonly serverAgain: number;
  /** From the start of the navigation to the first row in the page, and from a jump to another place to its first row. */
  readonly firstRow: number;
  readonly jumps: readonly number[];
  /** Between two frames while the list is scrolled. */
  readonly frames: readonly number[];
  /** Of the scripts of the page after it all, in MiB; after garbage was collected. */
  readonly heapMiB: number;
  /** What the renderer of the page keeps in memory for itself alone (private pages), in MiB. */
  readonly privateMiB: number;
}

const found = spawnSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome']);
const executablePath = found.stdout.toString().trim();

const JUMPS = [0.1, 0.9, 0.5, 0.3, 0.7];
const SCROLL_MS = 6000;
const ROW = '.grid-body [role=row] [role=gridcell], .grid-body [role=row] .cell-index';

export async function measurePage(url: string): Promise<PageMeasures> {
  if (executablePath === '') throw new Error('There is no Chromium here.');
  const [serverFirst, size] = await answered(`${url}api/records?limit=100`);
  const [serverAgain] = await answered(`${url}api/records?limit=100`);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    // Loads the files of the page into the cache, as on every visit but the first.
    const warm = await context.newPage();
    await warm.goto(`${url}?lang=en`);
    await warm.waitForLoadState('networkidle');
    await warm.close();
    const page = await context.newPage();
    await page.goto(`${url}live?lang=en`, { waitUntil: 'commit' });
    const firstRow = await sinceNavigation(page);
    const jumps: number[] = [];
    for (const place of JUMPS) jumps.push(await jumped(page, place));
    const frames = await scrolled(page);
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return {
      ...{ records: size, serverFirst, serverAgain, firstRow, jumps, frames },
      heapMiB: usedSize / 2 ** 20,
      privateMiB: rendererMiB(process.pid),
    };
  } finally {
    await browser.close();
  }
}

async function answered(url: string): Promise<[ms: number, size: number]> {
  const began = performance.now();
  const { size } = (await (await fetch(url)).json()) as { size: number };
  return [performance.now() - began, size];
}

/** Waits in the page itself, so that the way to it is not counted. */
async function sinceNavigation(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const look = () => (document.querySelector(${JSON.stringify(ROW)}) === null ? requestAnimationFrame(look) : resolve(performance.now()));
    look();
  })`);
}

/** Scrolls to a share of the whole list, and waits until rows of there have their text. */
async function jumped(page: Page, place: number): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const list = document.querySelector('.grid-scroller');
    const began = performance.now();
    const before = document.querySelector('.grid-body [role=row]').getAttribute('aria-rowindex');
    list.scrollTop = list.scrollHeight * ${place};
    const look = () => {
      const row = document.querySelector('.grid-body [role=row]');
      const isThere = row !== null && row.getAttribute('aria-rowindex') !== before && row.querySelector('.cell-time')?.textContent.trim();
      if (isThere) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
}

/** Turns the wheel steadily and takes the time between frames. */
async function scrolled(page: Page): Promise<number[]> {
  await page.mouse.move(640, 500);
  const frames = page.evaluate<number[]>(`new Promise((resolve) => {
    const times = [];
    const began = performance.now();
    let last = null;
    const frame = (now) => {
      if (last !== null) times.push(now - last);
      last = now;
      if (now - began < ${SCROLL_MS}) requestAnimationFrame(frame);
      else resolve(times);
    };
    requestAnimationFrame(frame);
  })`);
  const began = performance.now();
  while (performance.now() - began < SCROLL_MS) await page.mouse.wheel(0, -240);
  return frames;
}

/** Private pages of the largest renderer among the children of this process (`/proc/PID/smaps_rollup`). */
function rendererMiB(parent: number): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,ppid,args', '--no-headers']);
  const all = stdout
    .toString()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, ppid, args]) => ({ pid: Number(pid), ppid: Number(ppid), args: args! }));
  const below = new Set([parent]);
  for (let grew = true; grew; ) {
    const more = all.filter(({ pid, ppid }) => below.has(ppid) && !below.has(pid));
    for (const { pid } of more) below.add(pid);
    grew = more.length > 0;
  }
  const renderers = all.filter(({ pid, args }) => below.has(pid) && args.includes('--type=renderer'));
  return Math.max(0, ...renderers.map(({ pid }) => privateKiB(pid) / 1024));
}

const privateKiB = (pid: number): number =>
  [...readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce(
    (sum, [, kib]) => sum + Number(kib),
    0,
  );
