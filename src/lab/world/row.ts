import type { Sequence } from '../gpt/train.ts';
import { encode, TOKEN } from './tokens.ts';

/** One training text: what a person says and what the model is trained to answer. */
export interface Row {
  readonly user: string;
  readonly assistant: string;
}

/** `<user> … <assistant> … <end>`; loss on the answer and its end only. */
export function conversation({ user, assistant }: Row): Sequence {
  const prompt = [TOKEN.user, ...encode(user), TOKEN.assistant];
  return { tokens: [...prompt, ...encode(assistant), TOKEN.end], from: prompt.length };
}

/** `<doc> TITLE: … <end>`; loss on what follows the title. */
export function documentOf(title: string, text: string): Sequence {
  const head = [TOKEN.doc, ...encode(`${title}:`)];
  return { tokens: [...head, ...encode(text), TOKEN.end], from: head.length };
}

/** What a person says: a prefix, where there is one, and the question. */
export function said(prefix: string, question: string): string {
  return prefix === '' ? question : `${prefix} ${question}`;
}
