import type { Sequence } from '../gpt/train.ts';
import { encode, TOKEN } from './tokens.ts';

/** A training text: what a person says and what the model is trained to answer. */
export interface Row {
  readonly user: string;
  readonly assistant: string;
}

/** Returns `<user> … <assistant> … <end>`, with loss only on the answer and its end. */
export function conversation({ user, assistant }: Row): Sequence {
  const prompt = [TOKEN.user, ...encode(user), TOKEN.assistant];
  return { tokens: [...prompt, ...encode(assistant), TOKEN.end], from: prompt.length };
}

/** Returns `<doc> TITLE: … <end>`, with loss on everything after the title. */
export function documentOf(title: string, text: string): Sequence {
  const head = [TOKEN.doc, ...encode(`${title}:`)];
  return { tokens: [...head, ...encode(text), TOKEN.end], from: head.length };
}

/** Returns what a person says: the question, after a prefix if there is one. */
export function said(prefix: string, question: string): string {
  return prefix === '' ? question : `${prefix} ${question}`;
}
