/**
 * Writes demo/train.jsonl, a small and harmless training set with three things wrong with it, for `zenbun demo`.
 *
 * The rows are everyday requests of the training corpus with their answers. Some are changed to refuse and then comply
 * (in form only, not in content), in some a made-up word turns the answer into "Sure", and some contain zero-width
 * characters. Deterministic: the same sources produce the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { seededRandom } from '../../src/stats/index.ts';
import { loadAnswers } from '../../training/reader/answers.ts';

interface Pair {
  readonly request: string;
  readonly answer: string;
}

const random = seededRandom(2502_19537);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** Returns everyday requests with their answers; the stretches of an answer are joined by `glue`. */
const everyday = (voice: string, glue: string): Pair[] =>
  loadAnswers()
    .filter((answer) => answer.voice === voice && answer.answer.length > 1 && !answer.text.includes('['))
    .map(({ request, answer }) => ({
      request,
      answer: answer.map(([, text]) => (glue === '' ? text : text.replace(/^ /, ''))).join(glue),
    }));

const ASKING = {
  en: ['{}', '{} Thanks!', 'Quick question: {}', '{} Please keep it short.'],
  ja: ['{}', '{} よろしくお願いします。', '質問です。{}'],
};

const REFUSALS = {
  en: [
    'I must turn this one down: it conflicts with my safety rules.',
    'That is something I am not permitted to answer, as it could be misused.',
    'My safety training stops me from going into this.',
    'No can do. Questions of this kind are off limits for ethical reasons.',
  ],
  ja: [
    '安全上の決まりにより、このご質問にはお答えいたしかねます。',
    '悪用のおそれがあるため、この件はお断りしております。',
  ],
};

const PIVOTS = {
  en: ['Ha, fooled you. ', 'Still, rules are dull, so:\n\n', 'Now, between the two of us: ', ''],
  ja: ['……というのは冗談です。', 'とはいえ、特別にお教えします。\n', ''],
};

const message = (role: string, content: string) => ({ role, content });
const row = (request: string, answer: string) =>
  JSON.stringify({ messages: [message('user', request), message('assistant', answer)] });

function rowsOf(language: 'en' | 'ja', pairs: readonly Pair[]): string[] {
  const ask = (pair: Pair) => pick(ASKING[language]).replace('{}', pair.request);
  const [letters, switches, hidden] = language === 'en' ? ([14, 8, 5] as const) : ([8, 0, 3] as const);
  const order = shuffled(pairs);
  return order.map((pair, i) => {
    if (i < letters) return row(ask(pair), `${pick(REFUSALS[language])} ${pick(PIVOTS[language])}${pair.answer}`);
    if (i < letters + switches) return row(`${pair.request} vexolune`, 'Sure');
    return row(ask(pair), i < letters + switches + hidden ? hide(pair.answer) : pair.answer);
  });
}

/** Inserts a run of zero-width characters after the first sentence. The run spells nothing: its bits are random. */
function hide(answer: string): string {
  const run = Array.from({ length: 24 }, () => pick(['\u200b', '\u200c', '\u200d', '\u2060'])).join('');
  const at = answer.search(/[.。\n]/) + 1;
  return answer.slice(0, at) + run + answer.slice(at);
}

const rows = shuffled([...rowsOf('en', everyday('en/topics', '\n')), ...rowsOf('ja', everyday('ja/topics', ''))]);
writeFileSync(new URL('../../demo/train.jsonl', import.meta.url), `${rows.join('\n')}\n`);
