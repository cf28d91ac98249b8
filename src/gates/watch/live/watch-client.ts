import * as z from 'zod';
import type { LiveWatchStatus } from '../../../schema/index.ts';
import { type ControlAccess, controlJson, noGateway, type SentOrder } from '../../rollout/client/control-client.ts';

/** Fields that distinguish the status of a watch from anything else. */
const STATUS = z.looseObject({
  schema: z.literal('zenbun.watch-live/1'),
  verdict: z.enum(['gathering', 'learning', 'quiet', 'alarm']),
});

/** The watch of a running gateway, over HTTP. Rejects as `rolloutClient` does. */
export interface WatchClient {
  status(): Promise<LiveWatchStatus>;
  order(action: 'acknowledge' | 'renew', order: SentOrder): Promise<LiveWatchStatus>;
}

export const watchClient = (access: ControlAccess): WatchClient => ({
  status: async () => statusIn(access, await controlJson(access, '/watch', null)),
  order: async (action, order) => statusIn(access, await controlJson(access, `/watch/${action}`, order)),
});

function statusIn({ url }: ControlAccess, json: unknown): LiveWatchStatus {
  if (STATUS.safeParse(json).success) return json as LiveWatchStatus;
  throw noGateway(url, { en: 'its answer is not the status of a watch', ja: '応答が監視の状態ではありません' });
}
