import { createHash } from 'node:crypto';
import { ZenbunError } from '../../../errors.ts';
import { TOOL } from '../../../schema/index.ts';
import type { PerUnit, ReferenceSettings, WatchSettings } from '../../../watch/index.ts';
import { durationMs } from '../../rollout/settings/amounts.ts';
import type { ServeOptions } from '../../serve/serve-options.ts';
import type { WatchOption } from './watch-options.ts';

/** Settings of a gateway's watch. */
export interface LiveWatchSettings {
  readonly watch: WatchSettings;
  readonly reference: ReferenceSettings;
  /** Time for which answers are gathered before the reference is frozen, in milliseconds. */
  readonly referenceMs: number;
  readonly onAlarm: NonNullable<WatchOption['onAlarm']>;
  readonly webhooks: NonNullable<WatchOption['webhooks']>;
}

const DEFAULT_PER_UNIT: PerUnit = { answers: 3, windowMs: 3_600_000 };

/** Reads `serve.watch`; null if nothing is watched. Throws `usage` for invalid settings. */
export function watchSettings(options: ServeOptions): LiveWatchSettings | null {
  const option = options.watch;
  if (option === undefined) return null;
  const { alpha = 0.05, horizon = 1_000_000, tolerance = 1, timeZone = 'UTC', hours = 6, perUnit = {} } = option;
  if (!(alpha > 0 && alpha < 1)) throw wrong('alpha', String(alpha));
  if (!(Number.isInteger(horizon) && horizon >= 1)) throw wrong('horizon', String(horizon));
  if (!(tolerance >= 1)) throw wrong('tolerance', String(tolerance));
  if (!(Number.isInteger(hours) && hours >= 1 && hours <= 24)) throw wrong('hours', String(hours));
  for (const { url } of option.webhooks ?? [])
    if (!isPostable(url)) throw wrong('webhooks.url', 'an address that is not http(s), or has a name and password,');
  const identity = identityOf(options);
  return {
    watch: { alpha, horizon, tolerance, identity },
    reference: {
      identity,
      timeZone,
      hours,
      perUnit: {
        answers: perUnit.answers ?? DEFAULT_PER_UNIT.answers,
        windowMs:
          perUnit.per === undefined ? DEFAULT_PER_UNIT.windowMs : durationMs(perUnit.per, 'serve.watch.perUnit.per'),
      },
    },
    referenceMs: durationMs(option.referenceFor ?? '14d', 'serve.watch.referenceFor'),
    onAlarm: option.onAlarm ?? 'tell',
    webhooks: option.webhooks ?? [],
  };
}

/** Reports whether `fetch` can send to a URL. */
function isPostable(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
}

/**
 * Returns the identity of what answers and what reads the answers. With another reader, judge, model or text of
 * `serve.watch.identity`, answers are no longer compared with earlier ones. Short enough for a leaf.
 */
function identityOf({ models = {}, judge, watch }: ServeOptions): string {
  const served = Object.entries(models).map(([name, { model, digest, upstream }]) => [name, model, digest, upstream]);
  const parts = JSON.stringify([served, judge ?? null, watch?.identity ?? null]);
  return `${TOOL.name} ${TOOL.version} ${createHash('sha256').update(parts).digest('hex').slice(0, 16)}`;
}

const wrong = (setting: string, value: string) =>
  new ZenbunError('usage', {
    en: `serve.watch.${setting}: ${value} cannot be meant`,
    ja: `serve.watch.${setting}：${value} は指定できません`,
  });
