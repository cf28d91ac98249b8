import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillChecklist } from '../../src/assessment/index.ts';
import { printPdf } from '../../src/gates/index.ts';
import { reportPage } from '../../src/report/index.ts';
import type { Evidence, Lang } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { missingBrowser, openBrowser } from '../console/fixture/browser.ts';
import { hostile } from '../fixture-comparison.ts';
import { assessedFrom, costsAssumed, evidenceFrom, RICH } from '../fixture-evidence.ts';
import { describeWith } from '../optional.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Runs axe and returns its findings, by rule and first element. */
const RUN_AXE = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))';
const LANGS: readonly Lang[] = ['en', 'ja'];

const pageOf = (evidence: readonly Evidence[], lang: Lang) =>
  reportPage(
    {
      assessment: assessedFrom(evidence),
      evidence,
      checklist: fillChecklist(evidence, null),
      cost: costsAssumed(),
      isMasked: true,
    },
    lang,
  );

/** Paper size without margins, in CSS pixels: 297 mm minus twice 14, 210 mm minus twice 15, at 96 per inch. */
const A4 = { width: Math.floor((180 / 25.4) * 96), height: Math.floor((269 / 25.4) * 96) };

describeWith('the report in a browser', missingBrowser, { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function opened(text: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    const path = join(folderWith({}), 'report.html');
    writeFileSync(path, text);
    await page.goto(pathToFileURL(path).href);
    return page;
  }

  test.each(LANGS)('axe finds nothing, light and dark (%s)', async (lang) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      // The page's policy blocks scripts; the test's own scripts bypass it.
      const page = await opened(pageOf(RICH, lang), { colorScheme, bypassCSP: true });
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      await page.evaluate(AXE);
      const found = await page.evaluate(RUN_AXE);
      expect(found).toEqual([]);
      await page.context().close();
    }
  });

  test.each(LANGS)('page one is one page of A4 (%s)', async (lang) => {
    const page = await opened(pageOf(RICH, lang), { viewport: { ...A4 } });
    await page.emulateMedia({ media: 'print' });
    const height = await page
      .locator(`main[lang=${lang}] .first`)
      .evaluate((one) => one.getBoundingClientRect().height);
    expect(height).toBeGreaterThan(300);
    expect(height).toBeLessThanOrEqual(A4.height);
    await page.context().close();
  });

  test.each([360, 768, 1280])('nothing is wider than a window of %i', async (width) => {
    for (const lang of LANGS) {
      const page = await opened(pageOf(RICH, lang), { viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  });

  test('the language is chosen from the keyboard, without a script', async () => {
    const page = await opened(pageOf(RICH, 'en'), { javaScriptEnabled: false });
    const isShown = (lang: Lang) => page.locator(`main[lang=${lang}]`).isVisible();
    expect([await isShown('en'), await isShown('ja')]).toEqual([true, false]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect([await isShown('en'), await isShown('ja')]).toEqual([false, true]);
    await page.context().close();
  });

  test('hostile names run nothing and add nothing', async () => {
    const page = await opened(pageOf(evidenceFrom([{ kind: 'comparison', result: hostile }]), 'en'));
    const strange: string[] = [];
    page.on('dialog', (dialog) => {
      strange.push(dialog.message());
      void dialog.dismiss();
    });
    await page.reload();
    expect(strange).toEqual([]);
    expect(await page.locator('script, img, iframe, object, embed, form, a:not([href^="#"])').count()).toBe(0);
    await page.context().close();
  });

  test('is printed as PDF by the installed Chromium, details opened', async () => {
    const pdf = Buffer.from(await printPdf(pageOf(RICH, 'ja'), process.env));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(5);
    expect(pages).toBeLessThan(40);
    const page = await opened(pageOf(RICH, 'en'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main[lang=en] .finding details .letter').first().isVisible()).toBe(true);
    await page.context().close();
  });
});

test('without a Chromium it is said what to do', async () => {
  await expect(printPdf('<p>', { PATH: '/nowhere' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(printPdf('<p>', { CHROMIUM: '/nowhere/chromium' })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('/nowhere/chromium'),
  });
});
