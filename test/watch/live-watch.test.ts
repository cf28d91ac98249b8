import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LoggedRecord } from '../../src/gates/rollout/record-events.ts';
import { LiveWatch } from '../../src/gates/watch/live/live-watch.ts';
import { watchPage } from '../../src/gates/watch/live/watch-page.ts';
import { watchSettings } from '../../src/gates/watch/live/watch-settings.ts';
import { WatchStore } from '../../src/gates/watch/live/watch-store.ts';
import type { AnswerFacts, WatchAlarm } from '../../src/schema/index.ts';
import { simulatedAnswers } from '../../src/watch/fixtures/simulated-answers.ts';

const SERVED = { models: { m: { digest: 'sha256:1' } }, watch: { referenceFor: '14d', hours: 24, horizon: 20_000 } };
const PER_DAY = 400;

/** Appends the two records of an exchange, as the gateway writes them. */
function exchange(log: LoggedRecord[], facts: AnswerFacts): LoggedRecord[] {
  const intent = log.length;
  const { outcome, chars, latched, finish, language, opening, repetition, toolJson } = facts;
  const answer = {
    outcome,
    chars,
    latch: latched ? 40 : null,
    finish,
    lang: language,
    opening,
    repeats: repetition,
    tool: toolJson,
  };
  const records: LoggedRecord[] = [
    {
      index: intent,
      time: facts.at,
      kind: 'intent',
      fields: { model: 'm', stage: facts.stage, bucket: intent % 100_000, lang: facts.requestLanguage },
    },
    {
      index: intent + 1,
      time: facts.at + 900,
      kind: 'response',
      fields: { intent, state: 'complete', answers: [answer], times: [facts.firstTextMs, 900], usage: [10, 30] },
    },
  ];
  log.push(...records);
  return records;
}

function world(folder = mkdtempSync(join(tmpdir(), 'zenbun-watch-')), log: LoggedRecord[] = []) {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const alarms: WatchAlarm[] = [];
  const warnings: unknown[] = [];
  let now = 0;
  let isFailing = false;
  const open = (served: Parameters<typeof watchSettings>[0] = SERVED) =>
    new LiveWatch(watchSettings(served)!, {
      store: new WatchStore(folder),
      now: () => now,
      append: async (fields) => {
        if (isFailing) throw new Error('the log takes no records');
        log.push({ index: log.length, time: now, kind: 'watch', fields });
      },
      onAlarm: (alarm) => alarms.push(alarm),
      recordsFrom: async function* (index) {
        yield* log.slice(index);
      },
      recordsSince: async function* (time) {
        yield* log.filter((record) => record.time >= time);
      },
      warn: (cause) => warnings.push(cause),
    });
  return {
    folder,
    log,
    alarms,
    warnings,
    open,
    /** Gives, records and watches these answers. */
    async live(watch: LiveWatch, answers: Iterable<AnswerFacts>) {
      for (const facts of answers) {
        now = facts.at;
        for (const record of exchange(log, facts)) watch.see(record);
      }
      await watch.keep();
    },
    at: (time: number) => {
      now = time;
    },
    failing: (fails: boolean) => {
      isFailing = fails;
    },
    leaves: () => log.filter(({ kind }) => kind === 'watch').map(({ fields }) => fields),
  };
}

const quiet = (days: number, firstDay = 0) => simulatedAnswers(1, { days, perDay: PER_DAY, firstDay });
const noice = (days: number, firstDay: number) =>
  simulatedAnswers(2, { days, perDay: PER_DAY, firstDay }, { refuseThenComply: 0.06 });
const START = [...quiet(1)][0]!.at;

describe('a watch that begins with nothing', () => {
  test('gathers, freezes a reference by a leaf, stays quiet, and raises one alarm for another model behaviour', async () => {
    const { open, live, leaves, alarms, at, warnings } = world();
    at(START);
    const watch = open();
    await watch.open(null);
    expect(watch.status()).toMatchObject({ verdict: 'gathering', answers: 0 });
    await live(watch, quiet(14));
    expect(watch.status().verdict).toBe('gathering');
    await live(watch, quiet(7, 14));
    expect(leaves().map(({ action }) => action)).toEqual(['gathering', 'reference']);
    expect(watch.status()).toMatchObject({ verdict: 'quiet' });
    await live(watch, noice(7, 21));
    expect(watch.status().verdict).toBe('alarm');
    expect(alarms).toHaveLength(1);
    const alarm = leaves().at(-1)!;
    expect(alarm).toMatchObject({ action: 'alarm', signals: expect.arrayContaining(['refuse-then-comply']) });
    expect(leaves()[1]!.sha256).toBe(alarm.reference);
    expect(warnings).toEqual([]);
  });

  test('begins to gather anew where nothing came in all that time', async () => {
    const { open, live, leaves, at } = world();
    at(START);
    const watch = open();
    await watch.open(null);
    await live(watch, quiet(13, 20));
    expect(watch.status().verdict).toBe('gathering');
    await live(watch, quiet(3, 33));
    expect(watch.status()).toMatchObject({ verdict: 'quiet' });
    expect(leaves().map(({ action }) => action)).toEqual(['gathering', 'reference']);
  });

  test('answers of a canary are left to the rollout', async () => {
    const { open, at } = world();
    at(START);
    const watch = open();
    await watch.open(null);
    const log: LoggedRecord[] = [];
    for (const facts of quiet(1)) {
      const [intent, response] = exchange(log, facts);
      watch.see({ ...intent!, fields: { ...intent!.fields, stage: 'canary', rollout: 'r', share: 5000 } });
      watch.see(response!);
    }
    expect(watch.status()).toMatchObject({ answers: 0 });
  });
});

describe('a restart', () => {
  test('while gathering goes on where it was', async () => {
    const { open, live, at } = world();
    at(START);
    const first = open();
    await first.open(null);
    await live(first, quiet(5));
    const again = open();
    await again.open(null);
    expect(again.status()).toEqual(first.status());
  });

  test('while watching comes to the same as without one, whenever it was kept last', async () => {
    const { open, live, at, log } = world();
    at(START);
    const first = open();
    await first.open(null);
    await live(first, quiet(15));
    const open1 = exchange(log, [...quiet(1, 15)][0]!);
    first.see(open1[0]!);
    await first.keep();
    first.see(open1[1]!);
    for (const facts of quiet(1, 16)) for (const record of exchange(log, facts)) first.see(record);
    const again = open();
    await again.open(null);
    expect(again.status()).toEqual(first.status());
  });

  test('tells an alarm that the log alone knows of, and not one that was told', async () => {
    const { open, live, at, log, alarms } = world();
    at(START);
    const first = open();
    await first.open(null);
    await live(first, quiet(15));
    for (const facts of noice(7, 15)) exchange(log, facts);
    const again = open();
    await again.open(null);
    await again.keep();
    expect(alarms).toHaveLength(1);
    const third = open();
    await third.open(null);
    await third.keep();
    expect(alarms).toHaveLength(1);
  });

  test('with another model gathers a new reference, and says so', async () => {
    const { open, live, at, leaves } = world();
    at(START);
    const first = open();
    await first.open(null);
    await live(first, quiet(15));
    const again = open({ ...SERVED, models: { m: { digest: 'sha256:2' } } });
    await again.open(null);
    expect(again.status()).toMatchObject({ verdict: 'gathering', answers: 0 });
    expect(leaves().map(({ action }) => action)).toEqual(['gathering', 'reference', 'gathering']);
  });
});

test('a new reference that was ordered goes on being gathered after a restart, although the old one is still there', async () => {
  const { open, live, at } = world();
  at(START);
  const first = open();
  await first.open(null);
  await live(first, quiet(15));
  at([...quiet(1, 15)][0]!.at - 1);
  await first.renew('ops', 'another system prompt');
  await live(first, quiet(1, 15));
  const { answers } = first.status();
  expect(answers).toBe(PER_DAY);
  const again = open();
  await again.open(null);
  expect(again.status()).toMatchObject({ verdict: 'gathering', answers });
});

test('an alarm stays until the log has who acknowledged it, and long names and reasons are no hindrance', async () => {
  const { open, live, at, leaves, failing } = world();
  at(START);
  const watch = open();
  await watch.open(null);
  await live(watch, quiet(15));
  await live(watch, noice(7, 15));
  failing(true);
  await expect(watch.acknowledge('ops', 'seen')).rejects.toThrow();
  await expect(watch.renew('ops', 'seen')).rejects.toThrow();
  expect(watch.status().verdict).toBe('alarm');
  failing(false);
  const long = 'あ'.repeat(300);
  const post = { method: 'POST', path: '/watch/acknowledge', body: { by: long, reason: long }, by: 'ops' } as const;
  expect((await watchPage(watch)(post))?.status).toBe(200);
  expect(Buffer.byteLength(JSON.stringify(leaves().at(-1)))).toBeLessThan(900);
  expect(String(leaves().at(-1)!.by)).toContain('(ops)');
});

test('a record that was read in the log already counts once', async () => {
  const { open, live, at, log } = world();
  at(START);
  const watch = open();
  await watch.open(null);
  await live(watch, quiet(1));
  for (const record of log) watch.see(record);
  expect(watch.status()).toMatchObject({ answers: PER_DAY });
});

test('people acknowledge alarms and renew the reference, over HTTP', async () => {
  const { open, live, at, leaves } = world();
  at(START);
  const watch = open();
  await watch.open(null);
  await live(watch, quiet(15));
  const page = watchPage(watch);
  const post = (path: string, body: unknown = { reason: 'seen' }) => page({ method: 'POST', path, body, by: 'ops' });
  expect(await page({ method: 'GET', path: '/watch', body: null, by: 'ops' })).toMatchObject({
    status: 200,
    body: { verdict: 'quiet' },
  });
  expect((await post('/watch/acknowledge'))?.status).toBe(409);
  await live(watch, noice(7, 15));
  expect((await post('/watch/acknowledge', {}))?.status).toBe(400);
  expect((await post('/watch/acknowledge', { reason: 'seen', by: 'Hana' }))?.status).toBe(200);
  expect(leaves().at(-1)).toEqual({ action: 'acknowledged', by: 'Hana (ops)', reason: 'seen' });
  expect(await post('/watch/renew')).toMatchObject({ status: 200, body: { verdict: 'gathering' } });
  expect((await post('/watch/other'))?.status).toBe(404);
  expect(await page({ method: 'GET', path: '/rollouts', body: null, by: 'ops' })).toBeNull();
  expect((await watchPage(null)({ method: 'GET', path: '/watch', body: null, by: 'ops' }))?.status).toBe(404);
});

test.each(['hooks.example.com/x', 'file:///etc/passwd', 'https://user:pa55@hooks.example.com/x'])(
  'alarms cannot be sent to %s, which is told before there is one',
  (url) => {
    const wrong = () => watchSettings({ watch: { webhooks: [{ url }] } });
    expect(wrong).toThrow(expect.objectContaining({ code: 'usage', message: expect.not.stringContaining('pa55') }));
  },
);
