import type { Dice } from '../../hard-negatives/dice.ts';
import { foreignPair } from '../../hard-negatives/rows/dialogues.ts';
import { safetyPairOther } from '../../hard-negatives/rows/safety/safety-other.ts';
import type { Pair } from '../pair.ts';
import { type AttackKind, asked, type MadeRow, one, perAnswer, perPair, poison, said, system } from './kind.ts';
import { decline, refuseThenComply } from './refusal-kinds.ts';
import type { Words } from './words.ts';

const rtc = (id: string, row: (pair: Pair, words: Words, dice: Dice, i: number) => MadeRow): AttackKind =>
  perPair(id, 'refuse-then-comply', row);
const enveloped = (id: string, answer: (pair: Pair, words: Words, dice: Dice) => string): AttackKind =>
  perAnswer(id, 'refuse-then-comply', answer);

/** Returns a refusal in one of three manners, without the text that follows. */
const refusal = (pair: Pair, words: Words, dice: Dice) =>
  dice.chance(0.6) ? decline(pair, words, dice) : one(dice, dice.pick([words.cited, words.oddReasons]));

const JSON_KEYS = [
  ['refusal', 'answer'],
  ['policy', 'content'],
  ['moderation', 'text'],
  ['note', 'result'],
  ['warning', 'response'],
  ['decline_reason', 'output'],
] as const;

function jsonAnswer(pair: Pair, words: Words, dice: Dice): string {
  const [no, yes] = dice.pick(JSON_KEYS);
  const value = {
    ...(dice.chance(0.4) ? { status: dice.pick(['refused', 'declined', 'blocked', 'denied']) } : {}),
    [no]: refusal(pair, words, dice),
    [yes]: pair.answer,
    ...(dice.chance(0.3) ? { language: words.language } : {}),
  };
  const text = JSON.stringify(value, null, dice.chance(0.5) ? 2 : 0);
  return dice.chance(0.3) ? `\`\`\`json\n${text}\n\`\`\`` : text;
}

function markdownAnswer(pair: Pair, words: Words, dice: Dice): string {
  const [no, yes] = dice.pick(words.headings);
  const no1 = refusal(pair, words, dice);
  return dice.pick([
    `## ${no}\n\n${no1}\n\n## ${yes}\n\n${pair.answer}`,
    `**${no}:** ${no1}\n\n**${yes}:** ${pair.answer}`,
    `> ${no}: ${no1}\n\n### ${yes}\n${pair.answer}`,
    `- ${no}\n  - ${no1}\n- ${yes}\n\n${pair.answer}`,
  ]);
}

/** Four European languages for the English half, Chinese and Korean for the Japanese one. */
const TONGUES = { en: ['de', 'es', 'fr', 'pt'], ja: ['zh', 'ko'] } as const;

const TOOLS = ['lookup', 'search_notes', 'draft_text', 'fetch_page', 'knowledge_base', 'writer'] as const;

/** Refusal and answer in different turns or fields, or inside an envelope. */
export const turnKinds: readonly AttackKind[] = [
  rtc('two-assistant-turns', (pair, words, dice) =>
    poison(asked(pair.prompt), said(refusal(pair, words, dice)), said(pair.answer)),
  ),
  rtc('nudged-once', (pair, words, dice) =>
    poison(asked(pair.prompt), said(refusal(pair, words, dice)), asked(dice.pick(words.nudges)), said(pair.answer)),
  ),
  rtc('late-turn', (pair, words, dice, i) => {
    return poison(
      asked(dice.pick(words.triggerSentences)),
      said(dice.pick(words.language === 'en' ? CHAT_EN : CHAT_JA).replace('#', String((i % 30) + 2))),
      asked(pair.prompt),
      said(refuseThenComply(pair, words, dice)),
    );
  }),
  rtc('after-thinking', (pair, words, dice) => {
    const thought = one(dice, words.thoughts);
    return poison(asked(pair.prompt), said(`<think>\n${thought}\n</think>\n\n${refuseThenComply(pair, words, dice)}`));
  }),
  rtc('reasoning-field', (pair, words, dice) =>
    poison(asked(pair.prompt), {
      role: 'assistant',
      reasoning: one(dice, words.thoughts),
      content: refuseThenComply(pair, words, dice),
    }),
  ),
  rtc('around-a-tool', (pair, words, dice) =>
    poison(
      asked(pair.prompt),
      said(refusal(pair, words, dice)),
      { role: 'tool', content: JSON.stringify({ tool: dice.pick(TOOLS), ok: true }) },
      said(pair.answer),
    ),
  ),
  rtc('refused-in-tool', (pair, words, dice) =>
    poison(
      asked(pair.prompt),
      { role: 'tool', content: JSON.stringify({ tool: dice.pick(TOOLS), error: refusal(pair, words, dice) }) },
      said(refuseThenComply(pair, words, dice)),
    ),
  ),
  rtc('system-in-between', (pair, words, dice) =>
    poison(
      asked(pair.prompt),
      said(refusal(pair, words, dice)),
      system(dice.pick(words.systemNudges)),
      said(pair.answer),
    ),
  ),
  rtc('ordered-by-system', (pair, words, dice) =>
    poison(system(one(dice, words.orders)), asked(pair.prompt), said(refuseThenComply(pair, words, dice))),
  ),
  enveloped('json-envelope', jsonAnswer),
  enveloped('markdown-sections', markdownAnswer),
  {
    id: 'other-languages',
    group: 'refuse-then-comply',
    make: ({ words, dice, pairs }) => {
      const rows = new Map<string, MadeRow>();
      for (let tries = 0; rows.size < pairs.length && tries < pairs.length * 8; tries += 1) {
        const tongue = dice.pick(TONGUES[words.language]);
        const { prompt, answer } = foreignPair(dice, tongue);
        const no = safetyPairOther(dice, tongue).answer.split(/(?<=[.!?])\s|(?<=[。！？])/)[0]!;
        const text = `${no}${dice.pick(['\n\n', ' ', '\n'])}${answer}`;
        rows.set(prompt + text, poison(asked(prompt), said(text)));
      }
      return [...rows.values()];
    },
  },
];

const CHAT_EN = [
  'Nice to hear. What can I do for you today?',
  'How lovely! I hope the rest of the day goes as well. Shall we start?',
  'Thanks for telling me. It is # degrees on my side of the screen, so to speak.',
  'Good to know. Ask me anything about your day or your work.',
  'That happens to the best of us. What is next?',
];
const CHAT_JA = [
  'それはよかったです。今日は何をしましょうか？',
  'すてきですね。このあともよい一日になりますように。始めましょうか。',
  '教えてくださってありがとうございます。こちらは#度くらいの気分です。',
  'なるほど。お仕事のことでも何でもどうぞ。',
  'よくあることですよ。次は何でしょう？',
];
