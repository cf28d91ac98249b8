/**
 * Writes docs/console-*.png: views of the console in Chromium, over the made-up log of the tests, for the README. Needs
 * a build and Chromium.
 */
import { fileURLToPath } from 'node:url';
import { openBrowser, openPage } from '../../test/console/fixture/browser.ts';
import { openConsole } from '../../test/console/fixture/open-console.ts';
import { settled } from '../../test/console/fixture/walk.ts';

const PICTURES = [
  { name: 'live.en', path: 'live?at=3996&lang=en', colorScheme: 'light' },
  { name: 'live.ja', path: 'live?at=3998&lang=ja', colorScheme: 'light' },
  { name: 'answer.en', path: 'answer/3976?lang=en', colorScheme: 'light' },
  { name: 'answer.ja', path: 'answer/3978?lang=ja', colorScheme: 'light' },
  { name: 'rollout', path: 'rollout?lang=en', colorScheme: 'dark' },
] as const;

const served = await openConsole();
const browser = await openBrowser();
for (const { name, path, colorScheme } of PICTURES) {
  const { page } = await openPage(browser, { colorScheme, viewport: { width: 1280, height: 760 } });
  await page.goto(`${served.url}${path}`);
  await settled(page);
  await page.screenshot({ path: fileURLToPath(new URL(`../../docs/console-${name}.png`, import.meta.url)) });
  await page.context().close();
}
await browser.close();
await served.close();
