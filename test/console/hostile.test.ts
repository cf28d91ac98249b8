import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../optional.ts';
import { missing, openBrowser, openPage } from './fixture/browser.ts';
import { type FixtureConsole, openConsole } from './fixture/open-console.ts';
import { settled, until, VIEWS } from './fixture/walk.ts';

// Models, clients and files may write anything. None of it may become part of the page.

const app = fileURLToPath(new URL('../../src/console/app', import.meta.url));

test('markup is put into the page in one place alone', () => {
  const places = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      /\.tsx?$/.test(name) &&
      /innerHTML|outerHTML|insertAdjacent|document\.write|createContextualFragment|DOMParser|srcdoc/i.test(
        readFileSync(join(app, name), 'utf8'),
      ),
  );
  expect(places).toEqual(['parts/chart-figure.tsx']);
});

/** Elements that no view has. */
const STRANGE =
  "[...document.querySelectorAll('script, iframe, object, embed, style, base, form[action], link, img, a[href^=\"javascript\" i], b')].filter((e) => !(e.parentElement === document.head && /^\\/console\\/assets\\//.test(new URL(e.src || e.href || '', location.href).pathname))).map((e) => e.outerHTML.slice(0, 200))";

/** Attributes that run code. */
const HANDLERS =
  "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter(({ name }) => /^on/i.test(name) || name === 'srcdoc').map(({ name }) => e.tagName + ' ' + name))";

describeWith('hostile texts', missing, { timeout: 180_000 }, () => {
  let browser: Browser;
  let served: FixtureConsole;
  beforeAll(async () => {
    browser = await openBrowser();
    served = await openConsole({ isHostile: true });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  test.each(['en', 'ja'])('nothing runs, nothing is added, nothing is torn: %s', async (lang) => {
    const { page, complaints } = await openPage(browser, { viewport: { width: 360, height: 800 } });
    const wide: string[] = [];
    const views = { ...VIEWS, older: 'live?at=1000', another: 'answer/12', third: 'answer/26' };
    for (const [name, path] of Object.entries(views)) {
      await page.goto(`${served.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      await settled(page);
      await page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })");
      expect(await page.evaluate('window.__ran'), name).toBeUndefined();
      expect(await page.evaluate(STRANGE), name).toEqual([]);
      expect(await page.evaluate(HANDLERS), name).toEqual([]);
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (over > 0) wide.push(`${name}: ${over}`);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the texts are there to be read, what is invisible written out', async () => {
    const { page } = await openPage(browser);
    const seen: string[] = [];
    for (const index of [4, 8, 12, 20, 26]) {
      await page.goto(`${served.url}answer/${index}?lang=en`);
      await settled(page);
      seen.push(await page.evaluate<string>('document.body.textContent'));
    }
    expect(seen.join()).toContain('<script>window.__ran = 1</script>');
    expect(seen.join()).toContain('⟨U+202E⟩');
    expect(seen.join()).not.toMatch(/[\u202a-\u202e\u0000]/);
    await page.context().close();
  });

  test('an address that tries the same is a page like others', async () => {
    const { page, complaints } = await openPage(browser);
    const tried = '<img src=x onerror=window.__ran=1>';
    for (const address of [
      `answer/${tried}`,
      `runs/${tried}`,
      `live?model=${tried}&text=${tried}&at=${tried}`,
      `rollout/${tried}`,
      tried,
    ]) {
      const [path = '', query = ''] = address.split('?');
      const search = query.replace(/=(<[^&]*>)/g, (_, value: string) => `=${encodeURIComponent(value)}`);
      await page.goto(`${served.url}${path.split('/').map(encodeURIComponent).join('/')}?${search}`);
      await until(page, "document.querySelector('#main') !== null");
      await settled(page);
      expect(await page.evaluate('window.__ran'), address).toBeUndefined();
      expect(await page.evaluate(STRANGE), address).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
