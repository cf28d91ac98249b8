import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type { ControlPage, ControlReply, ControlRequest } from '../../gateway/index.ts';
import { boundedText } from '../../rollout/index.ts';
import { DRILL_MODEL } from '../../schema/index.ts';
import { orderFault, orderText } from './control-order.ts';
import { ROLLOUT_ORDERS, type RolloutControl, type RolloutOrderName } from './rollout-control.ts';

const PREFIX = '/rollouts';
const ORDER = z.strictObject({
  by: orderText.optional(),
  reason: orderText,
  withoutComparison: z.boolean().optional(),
});
/** A rollback is not refused because of a long text: its record shortens it. */
const WAY_BACK = ORDER.extend({ by: z.string().optional(), reason: z.string().min(1) });

const STATUS = { usage: 409, 'not-found': 404, upstream: 503 } as const;

/**
 * Serves `GET /rollouts`, `GET /rollouts/MODEL`, `POST /rollouts/MODEL/start|promote|rollback|pause|resume` with
 * `{"by", "reason"}`: the status as JSON; `POST /rollouts/zenbun-drill/open|close` for a drill. Never rejects: failures
 * are answered with a status and `{"error": {"code", "message"}}`, in both languages.
 */
export function rolloutPage(control: RolloutControl): ControlPage {
  return async (request) => {
    if (request.path !== PREFIX && !request.path.startsWith(`${PREFIX}/`)) return null;
    try {
      return await replied(control, request);
    } catch (cause) {
      return failed(cause);
    }
  };
}

async function replied(
  control: RolloutControl,
  { method, path, body, by: key }: ControlRequest,
): Promise<ControlReply> {
  const [model = '', action, ...rest] = path
    .slice(PREFIX.length + 1)
    .split('/')
    .map(decodeURIComponent);
  if (model === '' && action === undefined)
    return method === 'GET'
      ? { status: 200, body: { rollouts: control.all() } }
      : problem(405, 'method_not_allowed', GET_ONLY);
  if (model === DRILL_MODEL && (action === 'open' || action === 'close') && method === 'POST')
    return {
      status: 200,
      body: await (action === 'open' ? control.openDrill({ by: key, reason: 'drill' }) : control.closeDrill()),
    };
  if (action === undefined && method === 'GET') return { status: 200, body: control.status(model) };
  const isAction = action === 'start' || ROLLOUT_ORDERS.includes(action as RolloutOrderName);
  if (model === '' || !isAction || rest.length > 0) return problem(404, 'not_found', NO_PATH);
  if (method !== 'POST') return problem(405, 'method_not_allowed', POST_ONLY);
  const order = (action === 'rollback' ? WAY_BACK : ORDER).safeParse(body);
  if (!order.success) return problem(400, 'invalid_order', orderFault(order.error));
  const { by, reason, withoutComparison = false } = order.data;
  // The key is known; the name is only claimed.
  const named = { by: namedBy(by, key), reason };
  if (action === 'start') return { status: 200, body: await control.start(model, named, withoutComparison) };
  return { status: 200, body: await control.order(model, action as RolloutOrderName, named) };
}

/** Maximum bytes of the field `by` in a record of a rollout. */
const MAX_BY_BYTES = 48;

/** Returns who ordered something, in the form used in records: the key is kept however long the name is. */
export function namedBy(name: string | undefined, key: string): string {
  const known = ` (${key})`;
  const said = name === undefined ? '' : boundedText(name, MAX_BY_BYTES - Buffer.byteLength(known));
  return said === '' ? key : `${said}${known}`;
}

const NO_PATH = {
  en: 'Served: /rollouts, /rollouts/MODEL, /rollouts/MODEL/start|promote|rollback|pause|resume.',
  ja: '使えるのは /rollouts、/rollouts/モデル、/rollouts/モデル/start|promote|rollback|pause|resume です。',
};
const GET_ONLY = { en: 'GET only.', ja: 'GET だけを受け付けます。' };
const POST_ONLY = { en: 'POST only.', ja: 'POST だけを受け付けます。' };

const problem = (status: number, code: string, { en, ja }: { en: string; ja: string }): ControlReply => ({
  status,
  body: { error: { code, message: en, ja } },
});

function failed(cause: unknown): ControlReply {
  if (cause instanceof URIError) return problem(404, 'not_found', NO_PATH);
  if (!(cause instanceof ZenbunError))
    return problem(503, 'not_done', {
      en: 'The order could not be carried out; look at the status, and at the log of the gateway.',
      ja: '実行できませんでした。状態とゲートウェイのログを確認してください。',
    });
  const advice = cause.localizedAdvice ?? { en: '', ja: '' };
  const status = STATUS[cause.code as keyof typeof STATUS] ?? 503;
  return problem(status, cause.code, {
    en: [cause.localized.en, advice.en].filter((part) => part !== '').join('. '),
    ja: [cause.localized.ja, advice.ja].filter((part) => part !== '').join('。'),
  });
}
