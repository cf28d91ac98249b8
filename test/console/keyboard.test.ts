import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWith } from '../optional.ts';
import { missing, openBrowser, openPage, type WatchedPage } from './fixture/browser.ts';
import { type FixtureConsole, openConsole } from './fixture/open-console.ts';
import { settled, until } from './fixture/walk.ts';

// Everything that can be done in the console is done here without a mouse.

describeWith('the keyboard alone', missing, { timeout: 120_000 }, () => {
  let browser: Browser;
  let served: FixtureConsole;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    served = await openConsole();
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await page.context().close();
    await served.close();
  });

  const open = async (path: string) => {
    await page.goto(`${served.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await settled(page);
  };
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  /** Activates the focused element, and waits for the dialog that it opens. */
  const opened = async () => {
    await keys('Enter');
    await until(page, "document.querySelector('dialog[open]') !== null");
  };
  const path = () => page.evaluate<string>('location.pathname + location.search');
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  /** Presses Tab until the focused element has this text. */
  const tabTo = async (text: string) => {
    for (let i = 0; i < 60; i++) {
      await keys('Tab');
      if ((await focused()).startsWith(text)) {
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), text).toBe('solid');
        return;
      }
    }
    throw new Error(`no way to ${text}`);
  };

  test('g and a letter go to each view, ? helps, Escape closes, and the back key leads back', async () => {
    await open('');
    for (const [key, view] of [
      ['l', 'live'],
      ['r', 'rollout'],
      ['w', 'watch'],
      ['u', 'runs'],
      ['e', 'evidence'],
      ['o', ''],
    ]) {
      await keys('g', key!);
      await until(page, `location.pathname === '/console/${view}'`);
    }
    await page.goBack();
    await until(
      page,
      "location.pathname === '/console/evidence' && document.querySelector('h1').textContent === 'Evidence'",
    );
    await keys('?');
    await until(page, "document.querySelector('dialog[open] h2')?.textContent === 'Keyboard'");
    await keys('g', 'l', 'Escape');
    await until(page, "document.querySelector('dialog') === null");
    expect(await path()).toBe('/console/evidence?lang=en');
  });

  test('the language that was chosen stays, also for an address that names none', async () => {
    await open('');
    await tabTo('日本語');
    await keys('Enter');
    await until(page, "document.documentElement.lang === 'ja'");
    await page.goto(`${served.url}runs`);
    await settled(page);
    expect(await page.evaluate('document.documentElement.lang')).toBe('ja');
    await open('runs');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  test('J and K choose a record, Enter opens it, J and K go on among answers, Escape leads back to the list', async () => {
    await open('live?at=3980');
    await keys('j', 'j', 'k');
    await until(page, "location.search.includes('at=3981')");
    expect(await page.evaluate("document.querySelector('[role=row][aria-selected=true]').id")).toBe('record-3981');
    expect(await page.evaluate("document.querySelector('[role=grid]').getAttribute('aria-activedescendant')")).toBe(
      'record-3981',
    );
    await keys('Enter');
    await until(page, "location.pathname === '/console/answer/3981'");
    await settled(page);
    await keys('k');
    await until(page, "location.pathname === '/console/answer/3979'");
    await settled(page);
    await keys('j');
    await until(page, "location.pathname === '/console/answer/3981'");
    await keys('Escape');
    await until(page, "location.pathname === '/console/live' && location.search.includes('at=3981')");
  });

  test('/ searches; the filter but not the words is in the address, and holds among the answers', async () => {
    await open('live');
    await keys('/');
    await page.keyboard.type('bell to ring');
    await keys('Enter');
    await until(page, "document.querySelector('.found') !== null");
    await settled(page);
    expect(await page.evaluate('location.href')).not.toContain('bell');
    expect(served.log.added).toEqual([expect.stringMatching(/^searched/)]);
    await open('live?outcome=refuse-then-comply');
    await page.evaluate('document.activeElement.blur()');
    await keys('j', 'j', 'Enter');
    await until(page, "location.pathname.startsWith('/console/answer/') && location.search.includes('outcome=')");
    await settled(page);
    const first = await path();
    await keys('k');
    await until(page, `location.pathname + location.search !== ${JSON.stringify(first)}`);
    await settled(page);
    expect(await page.evaluate("document.querySelector('.letter').textContent")).toContain('refused, then complied');
  });

  test('unmask with a reason: the leaf first, then the text; overturn the reading', async () => {
    await open('answer/3992');
    expect(await page.evaluate('document.body.textContent')).not.toContain('glarn');
    await tabTo('Unmask');
    await opened();
    await page.keyboard.type('ticket 812');
    await tabTo('Unmask');
    await keys('Enter');
    await until(page, "document.body.textContent.includes('glarn')");
    await tabTo('Overturn');
    await opened();
    await page.evaluate("document.querySelector('dialog textarea').focus()");
    await keys('Shift+Tab', 'ArrowDown', 'Tab');
    await page.keyboard.type('declines the right thing');
    await tabTo('Record');
    await keys('Enter');
    await until(
      page,
      "document.querySelector('dialog') === null && document.body.textContent.includes('declines the right thing')",
    );
    expect(served.log.added).toEqual(['unmasked: ticket 812', 'overturned: declines the right thing']);
    expect(await page.evaluate('document.body.textContent')).toContain('glarn');
  });

  test('promote, pause, resume and roll back ask for a reason, and Escape does nothing', async () => {
    await open('rollout');
    for (const [word, now] of [
      ['Promote', 'running'],
      ['Pause', 'paused'],
      ['Resume', 'running'],
      ['Roll back', 'rolled back'],
    ]) {
      await tabTo(word!);
      await opened();
      await page.keyboard.type(`because of ${word}`);
      await keys('Escape');
      await until(page, "document.querySelector('dialog') === null");
      await tabTo(word!);
      await opened();
      await page.keyboard.type(`because of ${word}`);
      await tabTo(word!);
      await keys('Enter');
      await until(
        page,
        `document.querySelector('dialog') === null && document.querySelector('h2 .tag').textContent.includes('${now}')`,
      );
    }
    expect(served.orders.map((order) => order.split(':')[0])).toEqual(['promote', 'pause', 'resume', 'rollback']);
  });

  test('an alarm is acknowledged, and the reference renewed', async () => {
    await open('watch');
    for (const [word, now] of [
      ['Acknowledge', 'quiet'],
      ['Renew', 'gathering'],
    ]) {
      await tabTo(word!);
      await opened();
      await page.keyboard.type('new system prompt');
      await tabTo(word!);
      await keys('Enter');
      await until(
        page,
        `document.querySelector('dialog') === null && document.querySelector('h2 .tag').textContent.includes('${now}')`,
      );
    }
    expect(served.orders).toEqual(['acknowledge: new system prompt', 'renew: new system prompt']);
  });

  test('results are gone through by J and K and opened by Enter', async () => {
    await open('runs');
    await keys('j', 'j', 'k', 'Enter');
    await until(page, "location.pathname === '/console/runs/scan/train.json'");
    await settled(page);
    expect(await page.evaluate('document.body.textContent')).not.toMatch(/flour/);
    await keys('Escape');
    await until(page, "location.pathname === '/console/runs'");
  });

  test('the log is verified in the page; a changed one is not; a kept checkpoint and one record are proven', async () => {
    await open('evidence');
    await tabTo('Verify in this page');
    await keys('Enter');
    await until(page, "document.querySelector('.note-pass')?.textContent.includes('700 records were recomputed')");
    const said = await page.evaluate<string>('document.body.textContent');
    expect(said).toContain('700 records whole');
    expect(said).not.toContain('It goes on from what this browser saw');
    await keys('Tab');
    await page.keyboard.type('513');
    await keys('Enter');
    await until(page, "document.body.textContent.includes('Record 513 is in the signed tree of 700')");
    await page.fill('textarea', Buffer.from(served.log.files.get('checkpoint')!).toString());
    await tabTo('Compare');
    await keys('Enter');
    await until(page, "document.body.textContent.includes('The first 700 records are still the same.')");
    const bundle = Uint8Array.from(served.log.files.get('tile/entries/001')!);
    bundle[50]! ^= 1;
    served.log.files.set('tile/entries/001', bundle);
    await open('evidence');
    expect(await page.evaluate('document.body.textContent')).toContain('700 records whole');
    await tabTo('Verify in this page');
    await keys('Enter');
    await until(page, "document.querySelector('.note-block')?.textContent.includes('not verified')");
  });

  test('signing in: a wrong key says so, a reader changes nothing, and signing out leads back', async () => {
    const keyed = await openConsole({ hasKeys: true });
    await page.goto(`${keyed.url}rollout?lang=en`);
    await until(page, "document.querySelector('h1')?.textContent === 'Sign in'");
    await page.evaluate("document.querySelector('#key').focus()");
    await page.keyboard.type('zk_wrong');
    await keys('Enter');
    await until(page, "document.querySelector('[role=alert]') !== null");
    await page.keyboard.type('zk_reader');
    await page.evaluate("document.querySelector('#key').focus()");
    await page.fill('#key', 'zk_reader');
    await keys('Enter');
    await until(page, "document.querySelector('h1')?.textContent === 'Rollout'");
    await settled(page);
    expect(await page.getByRole('button', { name: /Promote|Roll back/ }).count()).toBe(0);
    await tabTo('Sign out');
    await keys('Enter');
    await until(page, "document.querySelector('h1')?.textContent === 'Sign in'");
    await keyed.close();
  });
});
