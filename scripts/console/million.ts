/**
 * Measures the page in Chromium with a log of a million records: time to the first row, frame times while scrolling,
 * and memory. Needs a build. The log is a stub that answers at once, so this measures the page's share; `page-times.ts`
 * measures the server's.
 */
import { openBrowser, openPage } from '../../test/console/fixture/browser.ts';
import { openConsole } from '../../test/console/fixture/open-console.ts';
import { until } from '../../test/console/fixture/walk.ts';

const SIZE = 1_000_000;
const LIMITS = { firstRowMs: 200, frameMs: 1000 / 60, megabytes: 150 };

/** Scrolls by one page per frame for two seconds; returns the duration of each frame. */
const SCROLL = `new Promise((resolve) => {
  const list = document.querySelector('.grid-scroller');
  const frames = [];
  let before = performance.now();
  const step = (now) => {
    frames.push(now - before);
    before = now;
    list.scrollTop -= 400;
    if (frames.length < 120) requestAnimationFrame(step);
    else resolve(frames.slice(1).sort((a, b) => a - b));
  };
  requestAnimationFrame(step);
})`;

const served = await openConsole({ size: SIZE });
const browser = await openBrowser();
const { page } = await openPage(browser);
await page.goto(`${served.url}?lang=en`);
await until(page, "document.querySelector('.cards') !== null");
// The page is already loaded: time from the keystroke to the row, as a user experiences it.
const firstRowMs = await page.evaluate<number>(`new Promise((resolve) => {
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    if (document.querySelector('.grid-body .tag') === null) return;
    observer.disconnect();
    resolve(performance.now() - begun);
  }).observe(document.body, { subtree: true, childList: true });
  document.querySelector('nav a[href*="/live"]').click();
})`);
const frames = await page.evaluate<number[]>(SCROLL);
const median = frames[Math.floor(frames.length / 2)]!;
const slow = frames.filter((ms) => ms > 2 * LIMITS.frameMs).length;
const session = await page.context().newCDPSession(page);
await session.send('HeapProfiler.collectGarbage');
const { usedSize } = await session.send('Runtime.getHeapUsage');
const megabytes = usedSize / 1e6;
await browser.close();
await served.close();

process.stdout.write(`first row          ${firstRowMs.toFixed(0)} ms (at most ${LIMITS.firstRowMs})\n`);
process.stdout.write(
  `frame, median      ${median.toFixed(1)} ms; ${slow} of ${frames.length} took longer than two frames\n`,
);
process.stdout.write(`memory of the page ${megabytes.toFixed(0)} MB (at most ${LIMITS.megabytes})\n`);
if (firstRowMs > LIMITS.firstRowMs || megabytes > LIMITS.megabytes || median > 1.5 * LIMITS.frameMs)
  process.exitCode = 1;
