import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../optional.ts';
import { missing, openBrowser, openPage, type WatchedPage } from './fixture/browser.ts';
import { type FixtureConsole, openConsole } from './fixture/open-console.ts';
import { settled, until, VIEWS } from './fixture/walk.ts';

// Every view of the console as rendered by Chromium: in both languages, at three widths, light and dark.

/** Returns axe's findings, by rule and element. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))",
  );
}

describeWith('every view', missing, { timeout: 300_000 }, () => {
  let browser: Browser;
  let console_: FixtureConsole;
  beforeAll(async () => {
    browser = await openBrowser();
    console_ = await openConsole();
  });
  afterAll(async () => {
    await browser?.close();
    await console_?.close();
  });

  const opened = async (watched: WatchedPage, path: string, lang: string) => {
    const { page } = watched;
    await page.goto(`${console_.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await settled(page);
  };

  test.each([360, 768, 1280])('at %i pixels no page scrolls sideways, in either language', async (width) => {
    const watched = await openPage(browser, { viewport: { width, height: 800 } });
    const wide: string[] = [];
    for (const lang of ['en', 'ja'])
      for (const [name, path] of Object.entries(VIEWS)) {
        await opened(watched, path, lang);
        const over = await watched.page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (over > 0) wide.push(`${name} ${lang}: ${over} px`);
        expect(await watched.page.evaluate('document.documentElement.lang'), name).toBe(lang);
      }
    expect(wide).toEqual([]);
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    const watched = await openPage(browser, { colorScheme });
    // Scripts added before the page's own are not subject to its policy.
    await watched.page.addInitScript({ content: axe.source });
    const found: string[] = [];
    // Dark differs from light only in its colours, whatever the language.
    for (const lang of colorScheme === 'light' ? ['en', 'ja'] : ['ja'])
      for (const [name, path] of Object.entries(VIEWS)) {
        await opened(watched, path, lang);
        found.push(...(await violations(watched.page)).map((each) => `${name} ${lang}: ${each}`));
      }
    expect(found).toEqual([]);
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in what opens over a page, %s', async (colorScheme) => {
    const watched = await openPage(browser, { colorScheme });
    await watched.page.addInitScript({ content: axe.source });
    const found: string[] = [];
    for (const [path, button] of [
      ['', 'Keyboard'],
      ['answer/3990', 'Unmask…'],
      ['answer/3990', 'Overturn the reading…'],
      ['rollout', 'Roll back…'],
      ['watch', 'Acknowledge…'],
    ] as const) {
      await opened(watched, path, 'en');
      await watched.page.getByRole('button', { name: button }).click();
      await until(watched.page, "document.querySelector('dialog[open]') !== null");
      found.push(...(await violations(watched.page)).map((each) => `${button}: ${each}`));
    }
    const keyed = await openConsole({ hasKeys: true });
    await watched.page.goto(`${keyed.url}?lang=ja`);
    await settled(watched.page);
    found.push(...(await violations(watched.page)).map((each) => `sign-in: ${each}`));
    await keyed.close();
    expect(found).toEqual([]);
    await watched.page.context().close();
  });

  test('the page is within its budget', () => {
    const budget = fileURLToPath(new URL('../../scripts/console/budget.ts', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', budget], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  test('a log that nobody writes shows the rollouts that it tells of, with axe content, and offers no orders', async () => {
    const still = await openConsole({ isServing: false });
    const watched = await openPage(browser);
    await watched.page.addInitScript({ content: axe.source });
    for (const [lang, state] of [
      ['en', 'running'],
      ['ja', '実行中'],
    ] as const) {
      await watched.page.goto(`${still.url}rollout?lang=${lang}`);
      await settled(watched.page);
      const text = await watched.page.evaluate<string>("document.querySelector('main').innerText");
      expect(text).toContain('r-7');
      expect(text).toContain(state);
      expect(await watched.page.locator('main button').count()).toBe(0);
      expect(await violations(watched.page)).toEqual([]);
    }
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
    await still.close();
  });

  test('the switch of colours holds against the system, and over a visit', async () => {
    const watched = await openPage(browser, { colorScheme: 'dark' });
    await opened(watched, '', 'en');
    const paper = () => watched.page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    const dark = await paper();
    await watched.page.getByRole('button', { name: 'Colours: as the system' }).click();
    const light = await paper();
    expect(light).not.toBe(dark);
    await opened(watched, 'evidence', 'en');
    expect(await paper()).toBe(light);
    await watched.page.context().close();
  });

  test('Japanese is whole: no English sentence is left on a page', async () => {
    const watched = await openPage(browser);
    const english: string[] = [];
    for (const [name, path] of Object.entries(VIEWS)) {
      await opened(watched, path, 'ja');
      const lines = await watched.page.evaluate<string[]>(
        "[...document.querySelectorAll('h1,h2,h3,th,dt,label span,button,summary,nav a,option')].map((e) => e.textContent.trim())",
      );
      // Names of detectors, models and products are the same in every language.
      const known = /^(zenbun|English|[\w./:<> -]*\.jsonl?|r-7 alpha.*|scan\/.*|compare\/.*|support.*)$/;
      english.push(
        ...lines
          .filter((line) => /[A-Za-z]{3,} [a-z]{2,}/.test(line) && !known.test(line))
          .map((line) => `${name}: ${line}`),
      );
    }
    expect(english).toEqual([]);
    await watched.page.context().close();
  });
});
