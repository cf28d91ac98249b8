import { setTimeout as sleep } from 'node:timers/promises';
import { ZenbunError } from '../../../errors.ts';
import type { Recorder } from '../../../gateway/index.ts';
import type { LiveRollouts } from '../../rollout/live-rollouts.ts';
import { recordsFrom, recordsSince } from '../../rollout/logged-records.ts';
import { type SecretSource, secretOf } from '../../secret-of.ts';
import type { ServeOptions } from '../../serve/serve-options.ts';
import { sendAlarm } from '../alarm-webhook.ts';
import { readReference } from '../reference-file.ts';
import { actOnAlarm } from './act-on-alarm.ts';
import { LiveWatch } from './live-watch.ts';
import { watchSettings } from './watch-settings.ts';
import { WatchStore } from './watch-store.ts';

/** Resources for the watch of a gateway. */
export interface WatchBase {
  readonly recorder: Recorder;
  /** Folder of the log. */
  readonly folder: string;
  readonly env: SecretSource;
  readonly now: () => number;
  readonly rollouts: LiveRollouts;
  /** Guards all routes as `final` from now on. */
  readonly tighten: () => void;
  readonly onTrouble: (trouble: ZenbunError) => void;
}

export interface OpenWatch {
  readonly watch: LiveWatch | null;
  close(): Promise<void>;
}

/** Interval at which the state is saved, in milliseconds. */
const KEEP_EVERY_MS = 60_000;

/** Opens the watch of a configuration. Throws `usage` for invalid settings, and as `readReference` does. */
export async function openWatch(options: ServeOptions, base: WatchBase): Promise<OpenWatch> {
  const settings = watchSettings(options);
  if (settings === null) return { watch: null, close: async () => undefined };
  const { recorder, folder, env, now, onTrouble } = base;
  // Read the keys now: an alarm must not fail because of a missing key.
  const webhooks = settings.webhooks.map((hook) => ({
    ...hook,
    key: hook.key === undefined ? null : secretOf('serve.watch.webhooks.key', hook.key, env),
  }));
  const closing = new AbortController();
  const sent = new Set<Promise<unknown>>();
  const watch: LiveWatch = new LiveWatch(settings, {
    store: new WatchStore(`${folder}-watch`),
    now,
    append: (fields) => recorder.record({ kind: 'watch', fields: fields as never, body: null, subject: null }),
    recordsFrom: (index) => recordsFrom(folder, index),
    recordsSince: (time) => recordsSince(folder, time),
    warn: (cause) => onTrouble(troubleOf(cause)),
    onAlarm(alarm) {
      actOnAlarm(settings.onAlarm, alarm, { ...base, onTrouble: (cause) => onTrouble(troubleOf(cause)) });
      for (const { url, template = 'plain', lang = 'en', key } of webhooks) {
        const hook = { url, template, lang, key };
        const world = {
          fetch,
          now: Date.now,
          sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }),
          signal: closing.signal,
        };
        const delivery = sendAlarm(hook, alarm, world)
          .then(({ delivered, last }) => void (delivered || onTrouble(notDelivered(url, String(last)))))
          .catch((cause) => onTrouble(troubleOf(cause)));
        sent.add(delivery);
        void delivery.finally(() => sent.delete(delivery));
      }
    },
  });
  await watch.open(options.watch?.reference === undefined ? null : await readReference(options.watch.reference));
  const keeping = setInterval(() => void watch.keep(), KEEP_EVERY_MS);
  keeping.unref();
  return {
    watch,
    async close() {
      clearInterval(keeping);
      closing.abort();
      await Promise.allSettled(sent);
      await watch.keep();
    },
  };
}

const notDelivered = (url: string, last: string) =>
  new ZenbunError('upstream', {
    en: `watch: the alarm could not be sent to ${new URL(url).host} (${last})`,
    ja: `監視：警報を ${new URL(url).host} に送れませんでした（${last}）`,
  });

const troubleOf = (cause: unknown): ZenbunError =>
  cause instanceof ZenbunError
    ? cause
    : new ZenbunError('internal', {
        en: `watch: ${(cause as Error).message}`,
        ja: `監視：${(cause as Error).message}`,
      });
