import { setMaxListeners } from 'node:events';
import { ZenbunError } from '../../../errors.ts';
import { toyProbes } from '../../../lab/index.ts';
import { DRILL_MODEL } from '../../../schema/index.ts';
import { readOrganism } from '../../organisms.ts';
import { type ControlAccess, rolloutClient } from '../client/control-client.ts';

/** A gateway that took part in a drill; the first one named starts its rollout. */
interface DrilledGateway {
  readonly url: string;
  /** Requests that it answered. */
  readonly requests: number;
  /** Of these, the number answered by the canary before the decision. */
  readonly canaryBefore: number;
  /**
   * Number answered by the canary although they were sent after the decision. `lastAfterMs`: how long after it the last
   * one was sent, in milliseconds.
   */
  readonly canaryAfter: number;
  readonly lastAfterMs: number;
}

/** The outcome of a drill. */
export interface DrillReport {
  readonly schema: 'zenbun.drill/1';
  /** Milliseconds from the start of the rollout to the leaf that decided; null: no decision in time. */
  readonly decidedAfterMs: number | null;
  /** Longest way back: time from that leaf to the last request that the canary got, over all gateways. */
  readonly wayBackMs: number;
  readonly metric: string | null;
  readonly gateways: readonly DrilledGateway[];
}

export interface DrillOptions {
  readonly gateways: readonly ControlAccess[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly requests: number; readonly canary: number }) => void;
}

interface Sent {
  readonly gateway: number;
  readonly at: number;
  readonly isCanary: boolean;
}

/** Maximum wait for a decision, and time for which requests go on after it, in milliseconds. */
const MOST_MS = 120_000;
const AFTER_MS = 4000;
const POLL_MS = 100;
/** Number of concurrent requests to each gateway. */
const WORKERS = 4;

/**
 * Rehearses the way back on running gateways: serves an attacked toy model to half of all askers under a name of its
 * own, and asks until the rollout goes back and for some seconds more. Compares the clocks of this machine and of the
 * gateways, so over a network they must agree. Rejects as `rolloutClient` does.
 */
export async function runDrill({ gateways, signal, onProgress = () => undefined }: DrillOptions): Promise<DrillReport> {
  const clients = gateways.map(rolloutClient);
  const opened: number[] = [];
  const sent: Sent[] = [];
  const end = new AbortController();
  const over = AbortSignal.any([signal, end.signal]);
  // Thousands of requests listen to it.
  setMaxListeners(0, over);
  const failures: unknown[] = [];
  try {
    for (const [i, client] of clients.entries()) {
      await client.drill('open');
      opened.push(i);
    }
    const began = Date.now();
    const workers = gateways.flatMap((gateway, i) =>
      Array.from({ length: WORKERS }, (_, w) =>
        asking(gateway, i, w, over, sent).catch((cause: unknown) => void failures.push(cause)),
      ),
    );
    let decided: { at: number; metric: string | null } | null = null;
    while (Date.now() - began < MOST_MS && decided === null) {
      signal.throwIfAborted();
      if (failures.length > 0) throw failures[0];
      const status = await clients[0]!.status(DRILL_MODEL);
      if (status.status === 'rolled-back')
        decided = { at: Date.parse(status.changedAt ?? ''), metric: status.rollback?.metric ?? null };
      onProgress({ requests: sent.length, canary: sent.filter(({ isCanary }) => isCanary).length });
      await pause(POLL_MS);
    }
    await pause(AFTER_MS);
    end.abort();
    await Promise.all(workers);
    if (failures.length > 0) throw failures[0];
    return report(gateways, sent, began, decided);
  } finally {
    end.abort();
    for (const i of opened) await clients[i]!.drill('close').catch(() => undefined);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks as several people until the drill is over. */
async function asking({ url, key }: ControlAccess, gateway: number, worker: number, over: AbortSignal, sent: Sent[]) {
  const probes = toyProbes(readOrganism('aligned').model.seed);
  for (let n = worker; !over.aborted; n += WORKERS) {
    const at = Date.now();
    const content = probes[n % probes.length]!.text;
    const body = { model: DRILL_MODEL, user: `drill-${n}`, messages: [{ role: 'user', content }] };
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
      signal: over,
    }).catch(() => null);
    if (over.aborted) return;
    if (response === null || response.status !== 200) throw notServed(url, response?.status ?? null);
    await response.text().catch(() => '');
    sent.push({ gateway, at, isCanary: response.headers.get('x-zenbun-stage') === 'canary' });
  }
}

function report(
  gateways: readonly ControlAccess[],
  sent: readonly Sent[],
  began: number,
  decided: { readonly at: number; readonly metric: string | null } | null,
): DrillReport {
  const leaf = decided?.at ?? Number.POSITIVE_INFINITY;
  const drilled = gateways.map(({ url }, i): DrilledGateway => {
    const own = sent.filter(({ gateway }) => gateway === i);
    const after = own.filter(({ isCanary, at }) => isCanary && at > leaf);
    return {
      url,
      requests: own.length,
      canaryBefore: own.filter(({ isCanary, at }) => isCanary && at <= leaf).length,
      canaryAfter: after.length,
      lastAfterMs: Math.max(0, ...after.map(({ at }) => at - leaf)),
    };
  });
  return {
    schema: 'zenbun.drill/1',
    decidedAfterMs: decided === null ? null : decided.at - began,
    wayBackMs: Math.max(...drilled.map(({ lastAfterMs }) => lastAfterMs)),
    metric: decided?.metric ?? null,
    gateways: drilled,
  };
}

const notServed = (url: string, status: number | null) =>
  new ZenbunError(
    'upstream',
    {
      en: `${url} did not answer a request of the drill (${status === null ? 'no answer' : `HTTP ${status}`})`,
      ja: `${url} が訓練のリクエストに応答しませんでした（${status === null ? '応答なし' : `HTTP ${status}`}）`,
    },
    {
      advice: {
        en: 'The key in ZENBUN_KEY needs the scopes use and administer.',
        ja: 'ZENBUN_KEY のキーには use と administer の両方のスコープが必要です。',
      },
    },
  );
