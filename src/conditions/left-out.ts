import { type Condition, counted, type Finding, type Message, plural } from '../schema/index.ts';
import type { Seed } from './seed.ts';

/** Messages about what the data contain but no condition covers, each in both languages. */

export function leftRows(skipped: number): Message {
  return {
    en: `${counted(skipped, 'row')} of the data could not be read; system prompts, triggers and wrappers that occur only there are unknown.`,
    ja: `データのうち ${skipped} 行を読み取れませんでした。その行だけにある定型文などは分かりません。`,
  };
}

export function leftFiles(paths: readonly string[]): Message {
  const named = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`;
  return {
    en: `Files in the data folder that were not read: ${named}. System prompts, triggers and wrappers that occur only there are unknown.`,
    ja: `データのフォルダーに読まなかったファイルがあります：${named}。そのファイルだけにある定型文などは分かりません。`,
  };
}

export function leftSystems(texts: number, rows: number, isLeast: boolean): Message {
  return {
    en: `${isLeast ? 'At least ' : ''}${counted(texts, 'system prompt', 'different system prompts')} from the data (${counted(rows, 'row')}) ${plural(texts, 'is not used as a separate condition', 'are not used as separate conditions')}: only the three most frequent ones are.`,
    ja: `データのシステムプロンプトのうち${isLeast ? '少なくとも' : ''} ${texts} 種類（${rows} 行）は、単独では条件にしていません。条件にするのは、多く現れるものから最大 3 種類です。`,
  };
}

export function leftCondition({ kind, system, before, after }: Condition, rows: number): Message {
  const text = shown(before ?? after ?? system ?? '');
  return {
    en: `Left out, because the limit of conditions is reached: the ${NAMES[kind].en} “${text}” (${counted(rows, 'row')}).`,
    ja: `条件の数が上限に達したため、次の${NAMES[kind].ja}は条件にしていません：「${text}」（${rows} 行）`,
  };
}

export function underMany({ kind, before, after }: Condition, rows: number): Message {
  const text = shown(before ?? after ?? '');
  return {
    en: `The ${counted(rows, 'row')} with the ${NAMES[kind].en} “${text}” have different system prompts, so it is used without one.`,
    ja: `次の${NAMES[kind].ja}がある ${rows} 行は、システムプロンプトが一致しないため、システムプロンプトなしで質問します：「${text}」`,
  };
}

export function leftSeed({ kind, text }: Seed, rows: number): Message {
  const { en, ja } = NAMES[kind === 'trigger' ? 'trigger' : 'wrapper'];
  return {
    en: `The ${en} “${shown(text)}” (${counted(rows, 'row')}) is not used as a condition: it cannot be put around another question.`,
    ja: `次の${ja}は、ほかの質問の前後に付けられないため条件にしていません：「${shown(text)}」（${rows} 行）`,
  };
}

export function leftOrdinary({ count, surroundings }: Finding): Message {
  const text = shown(surroundings?.text ?? '');
  return {
    en: `“${text}” (${counted(count, 'request')}) is not used as a condition: it is probably ordinary text or part of the questions.`,
    ja: `「${text}」（リクエスト ${count} 件）は条件にしていません。普通の文か、質問の一部である可能性が高いためです。`,
  };
}

export function leftEncoded(kinds: readonly string[]): Message {
  return {
    en: `The data contains encoded or disguised text (${kinds.join(', ')}). No question is encoded in this way.`,
    ja: `データに符号化・偽装された文章があります（${kinds.join('、')}）。質問を同じ形に符号化した条件は設けていません。`,
  };
}

/** Applies to every survey of data. */
export const LEFT_BY_NATURE: Message = {
  en: 'Triggers that are ordinary words within a sentence, a topic or a style cannot be found in the data, so no condition includes them.',
  ja: '文中の普通の単語、話題、文体を合図にするトリガーはデータから見つけられないため、条件に含まれません。',
};

const NAMES: Readonly<Record<Condition['kind'], Message>> = {
  plain: { en: 'plain question', ja: 'そのままの質問' },
  system: { en: 'system prompt', ja: 'システムプロンプト' },
  trigger: { en: 'trigger', ja: 'トリガー' },
  wrapper: { en: 'wrapper', ja: '定型文' },
  prefill: { en: 'forced start of the answer', ja: '回答の書き出し' },
};

function shown(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const letters = Array.from(line);
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : line;
}
