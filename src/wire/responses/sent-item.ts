import { type JsonRecord, shortName } from '../json-value.ts';
import { SLOT_FORMS, type SlotKind } from './response-slots.ts';

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

export type ItemNames = JsonRecord & { readonly id: string; readonly type: string };

export interface SentPart {
  readonly kind: SlotKind;
  /** Index of the part in its list, as the client counts. */
  readonly index: number;
  text: string;
  /** `said` means that its text has ended but the part has not. */
  state: 'open' | 'said' | 'ended';
}

export interface SentItem {
  /** Index of the item in the response, as the client counts. */
  readonly output: number;
  readonly id: string;
  readonly type: string;
  /** The fields that identify it. */
  readonly names: ItemNames;
  /** By kind and the server's index. */
  readonly parts: Map<string, SentPart>;
  /** The first free index in each list of parts. */
  readonly next: { content: number; summary: number };
  isOpen: boolean;
  status: ItemStatus;
  /** The item as the server gave it at its end, if the client got it in that form. */
  whole: JsonRecord | null;
}

/**
 * Returns the name of a kind's events. Calls of a remote server (MCP) have arguments like those of a function, but
 * their events have another name.
 */
export function eventOf(item: SentItem, kind: SlotKind): string {
  return item.type === 'mcp_call' && kind === 'arguments' ? 'mcp_call_arguments' : SLOT_FORMS[kind].event;
}

export function placeOf(item: SentItem, part: SentPart): JsonRecord {
  const { list } = SLOT_FORMS[part.kind];
  const index = list === null ? {} : { [`${list}_index`]: part.index };
  return { item_id: item.id, output_index: item.output, ...index };
}

export function partJson({ kind, text }: SentPart): JsonRecord {
  const extra = kind === 'output_text' ? { annotations: [], logprobs: [] } : {};
  return { type: kind, [SLOT_FORMS[kind].field]: text, ...extra };
}

export function itemJson(item: SentItem): JsonRecord {
  if (item.whole !== null) return item.whole;
  const parts = (list: string) => {
    const inside = [...item.parts.values()].filter(({ kind }) => SLOT_FORMS[kind].list === list);
    return inside.sort((a, b) => a.index - b.index).map(partJson);
  };
  const own = [...item.parts.values()].filter(({ kind }) => SLOT_FORMS[kind].list === null);
  const fields = own.map(({ kind, text }) => [kind, text]);
  const { type, names, status } = item;
  if (type === 'message') return { role: 'assistant', ...names, status, content: parts('content') };
  if (type === 'reasoning') return { ...names, status, summary: parts('summary'), content: parts('content') };
  const empty =
    type === 'function_call' ? { name: '', arguments: '' } : type === 'custom_tool_call' ? { name: '', input: '' } : {};
  return { ...names, status, ...empty, ...Object.fromEntries(fields) };
}

export function textIn(item: SentItem, kind: SlotKind): string {
  return item.parts.get(`${kind}/0`)?.text ?? '';
}

/**
 * Returns the fields that identify an item. If the server does not give them, they are derived from its kind and index.
 */
export function namesOf(item: JsonRecord | null, itemId: string, kind: string, output: number): ItemNames {
  const type = shortName(item?.type) ?? kind;
  const id = shortName(item?.id) ?? shortName(itemId) ?? `${type === 'message' ? 'msg' : 'item'}_${output}`;
  const names = ['call_id', 'role', 'phase', 'server_label', 'namespace'].flatMap((key) => {
    const name = shortName(item?.[key]);
    return name === null ? [] : [[key, name]];
  });
  return { id, type, ...Object.fromEntries(names) };
}

export function newItem(output: number, names: ItemNames): SentItem {
  const { id, type } = names;
  const next = { content: 0, summary: 0 };
  return { output, id, type, names, parts: new Map(), next, isOpen: true, status: 'in_progress', whole: null };
}

const SPOKEN: ReadonlySet<unknown> = new Set([...Object.values(SLOT_FORMS).map(({ item }) => item), 'mcp_call']);

/** Reports whether an item consists of texts that events add to; others (a search, a picture) arrive as a whole. */
export function isSpoken(item: JsonRecord): boolean {
  return SPOKEN.has(item.type);
}
