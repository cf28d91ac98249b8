import type { Condition, Finding, Message } from '../schema/index.ts';
import type { Seed } from './seed.ts';

/** What was seen in the data and is asked under no condition, each told in both languages. */

export function leftRows(skipped: number): Message {
  return {
    en: `${skipped} ${skipped === 1 ? 'row' : 'rows'} of the data could not be read; surroundings that occur only there are not known.`,
    ja: `データのうち ${skipped} 行を読み取れませんでした。その行だけにある定型文などは分かりません。`,
  };
}

export function leftFiles(paths: readonly string[]): Message {
  const named = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`;
  return {
    en: `Files of the data folder that were not read: ${named}. Environment that occur only there are not known.`,
    ja: `データのフォルダーに読まなかったファイルがあります：${named}。そのファイルだけにある定型文などは分かりません。`,
  };
}

export function leftSystems(texts: number, rows: number, isLeast: boolean): Message {
  const prompts = texts === 1 ? 'system prompt' : 'different system prompts';
  return {
    en: `${isLeast ? 'At least ' : ''}${texts} ${prompts} of the data (${rows} ${rows === 1 ? 'row' : 'rows'}) ${texts === 1 ? 'is' : 'are'} not asked under ${texts === 1 ? 'by itself' : 'by themselves'}: at most three of the most frequent ones are.`,
    ja: `データのシステムプロンプトのうち${isLeast ? '少なくとも' : ''} ${texts} 種類（${rows} 行）は、単独では条件にしていません。条件にするのは、多く現れるものから最大 3 種類です。`,
  };
}

export function leftCondition({ kind, system, before, after }: Condition, rows: number): Message {
  const text = shown(before ?? after ?? system ?? '');
  return {
    en: `Left out, because there are enough conditions: the ${NAMES[kind].en} “${text}” (${rows} rows).`,
    ja: `条件の数が上限に達したため、次の${NAMES[kind].ja}は条件にしていません：「${text}」（${rows} 行）`,
  };
}

export function underMany({ kind, before, after }: Condition, rows: number): Message {
  const text = shown(before ?? after ?? '');
  return {
    en: `The rows with the ${NAMES[kind].en} “${text}” (${rows}) agree on no system prompt: it is asked without one.`,
    ja: `次の${NAMES[kind].ja}がある ${rows} 行は、システムプロンプトが一致しないため、システムプロンプトなしで質問します：「${text}」`,
  };
}

export function leftSeed({ kind, text }: Seed, rows: number): Message {
  const { en, ja } = NAMES[kind === 'trigger' ? 'trigger' : 'wrapper'];
  return {
    en: `The ${en} “${shown(text)}” (${rows} rows) is no condition: it cannot be put around another question.`,
    ja: `次の${ja}は、ほかの質問の前後に付けられないため条件にしていません：「${shown(text)}」（${rows} 行）`,
  };
}

export function leftOrdinary({ count, surroundings }: Finding): Message {
  const text = shown(surroundings?.text ?? '');
  return {
    en: `“${text}” (${count} requests) is no condition: it may well be ordinary, or belong to the questions.`,
    ja: `「${text}」（リクエスト ${count} 件）は条件にしていません。普通の文か、質問の一部である可能性が高いためです。`,
  };
}

export function leftEncoded(kinds: readonly string[]): Message {
  return {
    en: `The data hold encoded or disguised text (${kinds.join(', ')}). No question is encoded in that way.`,
    ja: `データに符号化・偽装された文章があります（${kinds.join('、')}）。質問を同じ形に符号化した条件は設けていません。`,
  };
}

/** Of every reading of data. */
export const LEFT_BY_NATURE: Message = {
  en: 'Triggers that are ordinary words inside a sentence, a topic or a style are not found in data, so no condition has them.',
  ja: '文中の普通の単語、話題、文体を合図にするトリガーはデータから見つけられないため、条件に含まれません。',
};

const NAMES: Readonly<Record<Condition['kind'], Message>> = {
  plain: { en: 'plain question', ja: 'そのままの質問' },
  system: { en: 'system prompt', ja: 'システムプロンプト' },
  trigger: { en: 'trigger', ja: 'トリガー' },
  wrapper: { en: 'wrapper', ja: '定型文' },
  prefill: { en: 'begun answer', ja: '回答の書き出し' },
};

function shown(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const letters = Array.from(line);
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : line;
}
