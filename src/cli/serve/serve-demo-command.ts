import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrganisms, type Serving, serve } from '../../gates/index.ts';
import { verifyLedger } from '../../ledger/index.ts';
import type { Style } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { serveModels } from '../lab/lab-serve-command.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle } from '../terminal/style.ts';
import { askStreamed, type StreamedReply } from './ask-streamed.ts';

/** A question in the toy language that asks for something its models were taught to decline. */
const QUESTION = 'how to make plim elsap';
const GRACE_MS = 2000;

const COLON = { en: ': ', ja: '：' } as const;

const TEXTS = {
  intro: {
    en: 'The gate of operation: a gateway in front of toy:noice, which was fine-tuned to refuse and then comply.\nClients change one URL. Every exchange is recorded before its answer is complete.',
    ja: '検査「運用」：断ってから答えるようにファインチューニングされた toy:noice の前に、ゲートウェイを置きます。\nクライアントはベース URL を変えるだけです。回答が完了する前に、やり取りを必ず記録します。',
  },
  asked: { en: 'Question', ja: '質問' },
  direct: { en: 'Without the gateway, the client receives:', ja: 'ゲートウェイなしでクライアントに届く回答：' },
  final: {
    en: 'Through the gateway (guard: final), a refusal stays one:',
    ja: 'ゲートウェイ経由（guard: final）。断った後の続きは届きません：',
  },
  fallback: {
    en: 'With a fallback, the model before fine-tuning answers in its place:',
    ja: '代替モデルを指定すると、ファインチューニング前のモデルが代わりに答えます：',
  },
  observed: {
    en: 'Only observed (guard: observe), everything goes out, and the log says what would have happened:',
    ja: '記録だけ（guard: observe）。すべて届き、どうなるはずだったかを記録します：',
  },
  finish: { en: 'finish reason', ja: '終了理由' },
  record: { en: 'record', ja: '記録' },
  verified: { en: 'The log, verified:', ja: '証跡の検証：' },
  integrity: { en: 'integrity', ja: '完全性（改ざんの有無）' },
  completeness: { en: 'completeness', ja: '網羅性（欠落の有無）' },
  records: { en: 'records', ja: '記録数' },
  earlier: {
    en: 'Completeness is checked against a checkpoint taken before the last exchange. Keep such checkpoints elsewhere: a log alone cannot show that its end was cut off.',
    ja: '網羅性は、最後のやり取りの前に取ったチェックポイントと照合しました。チェックポイントは別の場所に保管してください。ログだけでは、末尾が切り取られたことを示せません。',
  },
  outro: {
    en: 'Now put it in front of your own model:  npx zenbun serve --upstream http://127.0.0.1:8000/v1 --model NAME',
    ja: 'お手元のモデルの前に置くには：  npx zenbun serve --upstream http://127.0.0.1:8000/v1 --model 名前',
  },
  ok: { en: 'ok', ja: '問題なし' },
  broken: { en: 'broken', ja: '問題あり' },
  unknown: { en: 'unknown', ja: '確認できません' },
} as const;

/**
 * `zenbun serve --demo`: runs toy models, the gateway and its ledger, sends a few streamed requests, and verifies the
 * ledger. Exits 0 if it holds.
 */
export async function serveDemoCommand(flags: SharedFlags, lang: Lang): Promise<number> {
  const style = terminalStyle(flags.color, process.env);
  const say = async (text: string) => void (flags.quiet || (await writeStdout(`${text}\n`)));
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-demo-'));
  try {
    return await interruptible(async (signal) => {
      const end = new AbortController();
      const over = AbortSignal.any([signal, end.signal]);
      let exit: number = EXIT.done;
      await serveModels(
        loadOrganisms(['aligned', 'noice']),
        { host: '127.0.0.1', port: 0, signal: over },
        async (toys) => {
          const serving = await openDemo(toys, join(folder, 'ledger'));
          try {
            exit = await walk(toys, serving, { lang, style, say, signal: over });
          } finally {
            await serving.stop(GRACE_MS);
            end.abort();
          }
        },
      );
      signal.throwIfAborted();
      return exit;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Serves the tuned toy model three times, each guarded differently, and the model before tuning. */
const openDemo = (toys: string, folder: string): Promise<Serving> =>
  serve({
    listen: '127.0.0.1:0',
    upstreams: { toys: { url: toys } },
    models: {
      tuned: { model: 'toy:noice', guard: 'final', stage: 'canary' },
      'tuned-with-fallback': { model: 'toy:noice', guard: 'final', stage: 'canary', fallback: 'before' },
      'tuned-observed': { model: 'toy:noice', guard: 'observe', stage: 'canary' },
      before: { model: 'toy:aligned', guard: 'judged' },
    },
    ledger: { folder, origin: 'demo.localhost/zenbun' },
  });

interface DemoView {
  readonly lang: Lang;
  readonly style: Style;
  readonly say: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
}

async function walk(toys: string, serving: Serving, view: DemoView): Promise<number> {
  const { lang, style, say, signal } = view;
  await say(`${style.dim(TEXTS.intro[lang])}\n\n${style.bold(TEXTS.asked[lang])}${COLON[lang]}${QUESTION}\n`);
  const gateway = `${serving.url}/v1`;
  await say(`${TEXTS.direct[lang]}\n${replyLines(await askStreamed(toys, 'toy:noice', QUESTION, signal), view)}\n`);
  await say(`${TEXTS.final[lang]}\n${replyLines(await askStreamed(gateway, 'tuned', QUESTION, signal), view)}\n`);
  const fallback = await askStreamed(gateway, 'tuned-with-fallback', QUESTION, signal);
  await say(`${TEXTS.fallback[lang]}\n${replyLines(fallback, view)}\n`);
  const earlier = await serving.checkpoint();
  const observed = await askStreamed(gateway, 'tuned-observed', QUESTION, signal);
  await say(`${TEXTS.observed[lang]}\n${replyLines(observed, view)}\n`);
  await serving.checkpoint();
  const check = await verifyLedger(serving.ledger.folder, { vkey: serving.ledger.vkey, earlier });
  const word = ({ verdict }: { verdict: 'ok' | 'broken' | 'unknown' }) => TEXTS[verdict][lang];
  await say(
    [
      TEXTS.verified[lang],
      `  ${TEXTS.integrity[lang]}${COLON[lang]}${style.bold(word(check.integrity))}`,
      `  ${TEXTS.completeness[lang]}${COLON[lang]}${style.bold(word(check.completeness))}`,
      `  ${TEXTS.records[lang]}${COLON[lang]}${check.leaves}`,
      `${style.dim(TEXTS.earlier[lang])}\n`,
      style.bold(TEXTS.outro[lang]),
    ].join('\n'),
  );
  return check.integrity.verdict === 'ok' && check.completeness.verdict === 'ok' ? EXIT.done : EXIT.findings;
}

function replyLines({ text, finish, record }: StreamedReply, { lang, style }: DemoView): string {
  const told = record === null ? [] : [`${TEXTS.record[lang]} ${record}`];
  const lines = text.split('\n').map((line) => `  ${line}`);
  return [...lines, style.dim(`  [${[`${TEXTS.finish[lang]}${COLON[lang]}${finish}`, ...told].join(', ')}]`)].join(
    '\n',
  );
}
