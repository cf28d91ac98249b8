import type { ColumnMap } from '../../options.ts';
import type { JsonObject } from '../format.ts';
import { roleOf } from './role.ts';
import { TEMPLATE_ROLES } from './templates.ts';
import { listOf, objectOf } from './text-of.ts';
import { readTranscript } from './transcript.ts';

/** Fields whose list is one conversation. In other fields a list of strings may be several answers, or several rows. */
const CHATS = ['messages', 'conversations', 'conversation'];

/** The beginning of JSON that is a list of strings. */
const OPENS_STRINGS = /^\s*\[\s*"/;

/**
 * Replaces conversations that are lists of strings, one for each message, by lists of messages. Only fields of
 * conversations are examined, or the column that `map` names if it may hold whole conversations.
 */
export function withMessageStrings(record: JsonObject, map: ColumnMap | null): JsonObject {
  const names = map === null ? CHATS : map.user === undefined ? [map.assistant] : [];
  let replaced: Record<string, unknown> | null = null;
  for (const name of names) {
    const value = record[name];
    // Most cells of tables hold lists of objects, which need not be parsed twice.
    const list = typeof value === 'string' && !OPENS_STRINGS.test(value) ? null : listOf(value);
    const messages = list === null ? null : messagesInStrings(list);
    if (messages === null) continue;
    replaced ??= { ...record };
    replaced[name] = messages;
  }
  return replaced ?? record;
}

/**
 * Returns the messages of a list that holds each of them as a string: as JSON that names its speaker, or as a text that
 * begins with its speaker (`User: …`). null for any other list: nothing tells a conversation of unnamed speakers from
 * other texts.
 */
export function messagesInStrings(list: readonly unknown[]): readonly JsonObject[] | null {
  if (list.length === 0 || !list.every((one) => typeof one === 'string')) return null;
  return everyOne(list, jsonMessage) ?? labelledMessages(list);
}

/** Reports whether a field is one conversation whose messages are strings. */
export const isConversation = (name: string, list: readonly unknown[]): boolean =>
  CHATS.includes(name) && messagesInStrings(list) !== null;

function everyOne(list: readonly string[], read: (text: string) => JsonObject | null): readonly JsonObject[] | null {
  const messages: JsonObject[] = [];
  for (const text of list) {
    const message = read(text);
    if (message === null) return null;
    messages.push(message);
  }
  return messages;
}

function jsonMessage(text: string): JsonObject | null {
  const message = objectOf(text);
  return typeof (message?.role ?? message?.from ?? message?.speaker) === 'string' ? message : null;
}

/** Texts that merely begin with a word and a colon are no conversation: both sides must speak. */
function labelledMessages(list: readonly string[]): readonly JsonObject[] | null {
  const messages = everyOne(list, labelledMessage);
  const speaks = (role: string) => messages?.some((one) => one.role === role) === true;
  return speaks('user') && speaks('assistant') ? messages : null;
}

/** A speaker at the beginning of a message, possibly in bold. */
const LABEL = /^\s{0,8}(?:\*\*|__)?(\p{L}[\p{L} _-]{0,23})(?:\*\*|__)?[ \t]?[:：](?:\*\*|__)?\s*/u;

function labelledMessage(text: string): JsonObject | null {
  const [label, name = ''] = LABEL.exec(text) ?? [];
  const role = roleOf(name) ?? TEMPLATE_ROLES.get(name.toLowerCase());
  if (label === undefined || role === undefined) return null;
  // A whole dialogue in one string is no message of somebody who asks: it holds an answer of its own.
  if (role !== 'assistant' && readTranscript(text) !== null) return null;
  return { role, content: text.slice(label.length) };
}
