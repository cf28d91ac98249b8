import { setTimeout } from 'node:timers/promises';
import { ZenbunError } from '../../errors.ts';
import { HostPaces, type Model, openModel, parseModelId } from '../../model/index.ts';
import { openToy } from '../compare/toy-models.ts';

/** How to reach a model. */
export interface ModelAccess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly endpoint: 'chat' | 'completion';
  readonly concurrency: number;
  /** Limit for one request, in seconds; null: the default. */
  readonly timeout: number | null;
}

/**
 * Opens a model that is asked for first tokens. Throws as `openModel` does, and `usage` for recorded answers, which
 * cannot be asked.
 */
export async function openAskedModel(id: string, { env, endpoint, concurrency, timeout }: ModelAccess): Promise<Model> {
  if (parseModelId(id).provider === 'replay') throw RECORDED;
  const clock = {
    sleep: (milliseconds: number, signal: AbortSignal) => setTimeout(milliseconds, undefined, { signal }),
    now: Date.now,
  };
  const environment = {
    ...clock,
    env,
    hosts: new HostPaces(concurrency, clock),
    limits: timeout === null ? {} : { total: timeout * 1000 },
    toy: (name: string) => openToy(name).model,
    random: Math.random,
  };
  return openModel(id, environment, endpoint);
}

const RECORDED = new ZenbunError('usage', {
  en: 'recorded answers (replay:) have no fingerprint: an endpoint has to be asked',
  ja: '記録された回答（replay:）のフィンガープリントは取れません。エンドポイントへの質問が必要です',
});
