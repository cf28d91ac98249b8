import * as z from 'zod';
import type { ControlPage, ControlReply } from '../../../gateway/index.ts';
import { orderFault, orderText } from '../../rollout/control-order.ts';
import { namedBy } from '../../rollout/control-page.ts';
import type { LiveWatch } from './live-watch.ts';

const ORDER = z.strictObject({ by: orderText.optional(), reason: orderText });

/**
 * Serves `GET /watch`, `POST /watch/acknowledge` and `POST /watch/renew` with `{"by", "reason"}`. `watch`: null if
 * nothing is watched.
 */
export function watchPage(watch: LiveWatch | null): ControlPage {
  return async ({ method, path, body, by: key }) => {
    if (path !== '/watch' && !path.startsWith('/watch/')) return null;
    if (watch === null) return problem(404, 'not-found', NOT_WATCHED);
    if (path === '/watch') return { status: 200, body: watch.status() };
    const action = path.slice('/watch/'.length);
    if (action !== 'acknowledge' && action !== 'renew') return problem(404, 'not-found', NO_PATH);
    if (method !== 'POST') return problem(405, 'method-not-allowed', NO_PATH);
    const order = ORDER.safeParse(body);
    if (!order.success) return problem(400, 'usage', orderFault(order.error));
    const { by, reason } = order.data;
    const named = namedBy(by, key);
    try {
      if (action === 'renew') await watch.renew(named, reason);
      else if (!(await watch.acknowledge(named, reason))) return problem(409, 'usage', NO_ALARM);
      return { status: 200, body: watch.status() };
    } catch {
      return problem(503, 'not-done', NOT_DONE);
    }
  };
}

const NOT_WATCHED = {
  en: 'This gateway watches nothing: serve.watch is not set.',
  ja: 'serve.watch が未設定のため、監視していません。',
};
const NO_PATH = {
  en: 'Served: GET /watch, POST /watch/acknowledge, POST /watch/renew.',
  ja: '使えるのは GET /watch、POST /watch/acknowledge、POST /watch/renew です。',
};
const NO_ALARM = { en: 'There is no alarm to acknowledge.', ja: '確認待ちの警報はありません。' };
const NOT_DONE = { en: 'The log takes no records.', ja: '証跡に記録できません。' };

const problem = (status: number, code: string, { en, ja }: { en: string; ja: string }): ControlReply => ({
  status,
  body: { error: { code, message: en, ja } },
});
