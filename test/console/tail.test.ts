import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWith } from '../optional.ts';
import { missing, openBrowser, openPage, type WatchedPage } from './fixture/browser.ts';
import { type FixtureConsole, openConsole } from './fixture/open-console.ts';
import { isGap } from './fixture/records.ts';
import { settled, until } from './fixture/walk.ts';

// The list of records while the log grows: ordered by index, with its gaps, and stable while somebody reads.

/** Indexes of the visible rows, with the positions of their upper edges and whether they are gaps. */
const ROWS =
  "(() => { const s = document.querySelector('.grid-scroller').getBoundingClientRect(); return [...document.querySelectorAll('.grid-body [role=row]')].map((e) => ({ index: Number(e.id.slice(7)), top: Math.round(e.getBoundingClientRect().top), isGap: e.classList.contains('row-gap') })).filter(({ top }) => top >= s.top && top < s.bottom).sort((a, b) => a.index - b.index); })()";

interface ShownRow {
  readonly index: number;
  readonly top: number;
  readonly isGap: boolean;
}

describeWith('the tail', missing, { timeout: 120_000 }, () => {
  let browser: Browser;
  let served: FixtureConsole;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await page.context().close();
    await served.close();
  });

  const open = async (size: number, path = 'live') => {
    served = await openConsole({ size });
    await page.goto(`${served.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await settled(page);
  };
  const rows = () => page.evaluate<ShownRow[]>(ROWS);
  const scrollTo = (top: string) => page.evaluate(`void (document.querySelector('.grid-scroller').scrollTop = ${top})`);

  test('follows the end while one is there', async () => {
    await open(4_000);
    expect((await rows()).at(-1)!.index).toBe(3_999);
    served.log.grow(5);
    await until(page, "document.querySelector('#record-4004') !== null");
    await settled(page);
    expect((await rows()).at(-1)!.index).toBe(4_004);
  });

  test('stands still while one reads, counts what is new, and goes there when asked', async () => {
    await open(4_000);
    await scrollTo('20000');
    await settled(page);
    const before = await rows();
    served.log.grow(37);
    await until(page, "document.querySelector('.newer')?.textContent.startsWith('37 new')");
    await settled(page);
    expect(await rows()).toEqual(before);
    await page.getByRole('button', { name: '37 new' }).click();
    await until(page, "document.querySelector('#record-4036') !== null && document.querySelector('.newer') === null");
    await settled(page);
    expect((await rows()).at(-1)!.index).toBe(4_036);
  });

  test('gaps are shown as gaps, and every index has its place', async () => {
    await open(4_000, 'live?at=3940');
    const shown = await rows();
    expect(shown.some((row) => row.isGap)).toBe(true);
    expect(shown.filter((row) => row.isGap !== isGap(row.index))).toEqual([]);
    expect(shown.map(({ index }) => index)).toEqual(Array.from(shown, (_, i) => shown[0]!.index + i));
  });

  test('a gap in what comes stays one', async () => {
    await open(4_000);
    // 4,037 is a gap: 60 after a multiple of 97.
    const next = Array.from({ length: 200 }, (_, i) => 4_000 + i).find(isGap)!;
    served.log.grow(next - 4_000 + 5);
    await until(page, `document.querySelector('#record-${next + 4}') !== null`);
    await settled(page);
    expect(await page.evaluate(`document.querySelector('#record-${next}').classList.contains('row-gap')`)).toBe(true);
  });

  test('a gateway that goes away is told, and what was there stays', async () => {
    await open(4_000);
    const shown = await rows();
    const gone = await openConsole({ size: 4_000 });
    await page.goto(`${gone.url}live?lang=en`);
    await settled(page);
    await gone.close();
    await until(
      page,
      "document.querySelector('.dot-broken') !== null && document.body.textContent.includes('not connected')",
    );
    expect((await rows()).map(({ index }) => index)).toEqual(shown.map(({ index }) => index));
    // The browser also reports in its console that the connection was lost.
    watched.complaints.splice(0, watched.complaints.length, ...watched.complaints.filter((each) => !/ERR_/.test(each)));
  });

  test('a million records: the first rows are there soon, each place can be reached, and few are in the page', async () => {
    await open(1_000_000);
    expect((await rows()).at(-1)!.index).toBe(999_999);
    for (const index of [0, 123_456, 500_000, 987_654]) {
      await page.goto(`${served.url}live?lang=en&at=${index}`);
      await settled(page);
      expect((await rows()).map((row) => row.index)).toContain(index);
    }
    // After scrolling up from the end repeatedly, the list extends beyond the height that one element can have.
    await page.goto(`${served.url}live?lang=en`);
    await settled(page);
    for (let i = 0; i < 4; i++) {
      await scrollTo('0');
      await page.waitForTimeout(50);
      await settled(page);
    }
    expect((await rows())[0]!.index).toBeLessThan(700_000);
    expect(await page.evaluate<number>("document.querySelectorAll('[role=row]').length")).toBeLessThan(120);
    expect(await page.evaluate("document.querySelector('[role=grid]').getAttribute('aria-rowcount')")).toBe('1000001');
  });
});
