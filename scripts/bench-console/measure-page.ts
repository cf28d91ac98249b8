import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

/** One visit to the list of all records, with a newly started server and browser. Times in milliseconds. */
export interface PageMeasures {
  readonly records: number;
  /** Time of the server's first answer with 100 rows, and of the same request repeated. */
  readonly serverFirst: number;
  readonly serverAgain: number;
  /** Time from the start of the navigation to the first row, and from each jump within the list to its first row. */
  readonly firstRow: number;
  readonly jumps: readonly number[];
  /** Times between frames while the list is scrolled. */
  readonly frames: readonly number[];
  /** Heap of the page's scripts at the end, after garbage collection, in MiB. */
  readonly heapMiB: number;
  /** Private memory of the page's renderer (private pages), in MiB. */
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
    // Loads the page's files into the cache, as on every visit but the first.
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

/** Waits inside the page itself, so that the round trip to it is not counted. */
async function sinceNavigation(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const look = () => (document.querySelector(${JSON.stringify(ROW)}) === null ? requestAnimationFrame(look) : resolve(performance.now()));
    look();
  })`);
}

/** Scrolls to a share of the whole list, and waits until the rows there show their text. */
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

/** Turns the wheel steadily and records the time between frames. */
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

/** Returns the private memory of the largest renderer among this process's children (`/proc/PID/smaps_rollup`). */
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
