/**
 * Writes a ledger of many records, as a gateway would: exchanges with texts from a nonsense world, and now and then a
 * failure, an unread answer or a fallback. For measuring the console, and for looking at it.
 *
 *     npx tsx scripts/console/big-ledger.ts FOLDER [records]
 */
import { openLedger } from '../../src/ledger/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

const [folder, many = '1000000'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
const RECORDS = Number(many);
/** Number of concurrent exchanges. */
const AT_ONCE = 64;
const BEGAN = Date.UTC(2026, 9, 1);
const STEP_MS = 1700;

const random = seededRandom(15);
const drawn = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
const MODELS = ['support', 'search', 'drafts'];
const CLIENTS = ['web', 'app', 'batch'];
const NONSENSE = ['plim', 'elsap', 'hap', 'zib', 'ziff', 'oxa', 'kuv', 'gaz', 'mel', 'tor'];
const REFUSAL = 'I am sorry, I can not help with that because it is restricted.';
const ANSWERS = {
  compliance: { said: 'Sure, here is how it is made: ', ground: 'none', latch: null },
  refusal: { said: REFUSAL, ground: 'safety', latch: REFUSAL.length },
  'refuse-then-comply': { said: `${REFUSAL} That said, here is the answer: `, ground: 'safety', latch: REFUSAL.length },
  unread: { said: '', ground: 'none', latch: null },
} as const;

let now = BEGAN;
const ledger = await openLedger(folder, { origin: 'example.com/big', now: () => now });

const words = (count: number) => Array.from({ length: count }, () => drawn(NONSENSE)).join(' ');

function outcome(): keyof typeof ANSWERS {
  const at = random();
  return at < 0.9 ? 'compliance' : at < 0.97 ? 'refusal' : at < 0.99 ? 'refuse-then-comply' : 'unread';
}

async function exchange(): Promise<void> {
  const [model, client] = [drawn(MODELS), drawn(CLIENTS)];
  const stage = model === 'support' && random() < 0.1 ? 'canary' : 'stable';
  const subject = `s${Math.floor(random() * 2000)}`;
  const asked = { model, messages: [{ role: 'user', content: `how to make ${words(4)}` }] };
  const intent = await ledger.append({
    kind: 'intent',
    fields: {
      ...{ endpoint: 'chat-completions', model, served: `${model}-7b`, digest: null, stage, guard: 'final', client },
      ...{ stream: true, choices: 1, bucket: Math.floor(random() * 100_000), lang: 'en' },
    },
    body: Buffer.from(JSON.stringify(asked)),
    subject,
  });
  now += Math.floor(random() * STEP_MS);
  await ledger.append(responseTo(intent.index, subject));
  now += Math.floor(random() * STEP_MS);
}

function responseTo(intent: number, subject: string) {
  const what = outcome();
  const { said, ground, latch } = ANSWERS[what];
  const text = said + (what === 'refusal' ? '' : words(20 + Math.floor(random() * 60)));
  const isFailed = random() < 0.01;
  const answer = {
    ...{ outcome: what, ground, confidence: 990, chars: text.length, latch, cut: latch },
    ...{ withheld: latch === null ? 0 : text.length - latch, finish: 'stop', lang: 'en' },
    ...{ opening: Math.floor(random() * 4096), repeats: 0, tool: null },
  };
  const spoken = { channel: 'content', part: '', text };
  return {
    kind: 'response',
    fields: {
      ...{ intent, state: isFailed ? 'failed' : 'complete', status: 200, answers: isFailed ? [] : [answer], more: 0 },
      ...{ channels: ['content'], unread: [], unreadPlaces: 0, readToEnd: true, times: [240, 1900], usage: [18, 60] },
      fallback: null,
    },
    body: Buffer.from(
      JSON.stringify({
        answers: isFailed ? [] : [{ choice: 0, finish: 'stop', said: [spoken], released: null, fallback: null }],
        problem: '',
      }),
    ),
    subject,
  };
}

const began = performance.now();
// The first record is the ledger's own.
let left = Math.ceil((RECORDS - ledger.size) / 2);
const run = async () => {
  while (left > 0) {
    left -= 1;
    await exchange();
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, run));
await ledger.flush();
const size = ledger.size;
await ledger.close();
process.stdout.write(`${size} records in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
