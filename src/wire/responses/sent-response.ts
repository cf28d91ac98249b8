import { type JsonRecord, LONGEST_NAME, stringOf } from '../json-value.ts';
import { type ResponseSlot, SLOT_FORMS, type SlotKind } from './response-slots.ts';

interface SentPart {
  readonly kind: SlotKind;
  readonly index: number;
  text: string;
  isOpen: boolean;
}

interface SentItem {
  readonly output: number;
  readonly id: string;
  readonly type: string;
  /** Its fields that name it. */
  readonly names: JsonRecord;
  readonly parts: Map<string, SentPart>;
  isOpen: boolean;
  status: ItemStatus;
  /** The item as the server gave it at its end, and as the client got it. */
  whole: JsonRecord | null;
}

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

type Emit = (event: JsonRecord & { readonly type: string }) => void;

/**
 * What the client has of a response: its items, their parts and their texts. Every change is given to `emit` as the events
 * that tell it, in the order of the API: an item begins, its part begins, text is added, the part ends, the item ends.
 */
export class SentResponse {
  readonly #items = new Map<number, SentItem>();
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Begins an item, if it has not begun. `name`: that of a call. */
  begin({ output, item: given, kind, itemId }: ResponseSlot, name = ''): SentItem {
    const known = this.#items.get(output);
    if (known !== undefined) return known;
    const type = shortName(given?.type) ?? SLOT_FORMS[kind].item;
    const id = shortName(given?.id) ?? shortName(itemId) ?? `${type === 'message' ? 'msg' : 'item'}_${output}`;
    const names = namesOf(given, { id, type });
    const item: SentItem = {
      output,
      id,
      type,
      names,
      parts: new Map(),
      isOpen: true,
      status: 'in_progress',
      whole: null,
    };
    if (name !== '') item.parts.set('name/0', { kind: 'name', index: 0, text: name, isOpen: true });
    this.#items.set(output, item);
    this.#emit({ type: 'response.output_item.added', output_index: output, item: itemJson(item) });
    return item;
  }

  /** Adds text to a slot, or puts another text in its place; its item and its part begin if they have not begun. */
  add(slot: ResponseSlot, text: string, isOther = false): void {
    const { kind, index } = slot;
    if (kind === 'name' && !this.#items.has(slot.output)) {
      this.begin(slot, text);
      return;
    }
    const item = this.begin(slot);
    const part = this.#part(item, kind, index);
    part.text = isOther ? text : part.text + text;
    item.whole = null;
    const event = eventOf(item, kind);
    if (event === '') return;
    const logprobs = kind === 'output_text' ? { logprobs: [] } : {};
    this.#emit({ type: `response.${event}.delta`, ...placeOf(item, part), delta: text, ...logprobs });
  }

  /** Begins a part that has no text yet. */
  beginPart(slot: ResponseSlot): void {
    this.#part(this.begin(slot), slot.kind, slot.index);
  }

  endPart(output: number, kind: SlotKind, index: number): void {
    const item = this.#items.get(output);
    const part = item?.parts.get(`${kind}/${index}`);
    if (item === undefined || part === undefined || !part.isOpen) return;
    part.isOpen = false;
    const { field, list } = SLOT_FORMS[kind];
    const event = eventOf(item, kind);
    if (event === '') return;
    const place = placeOf(item, part);
    const logprobs = kind === 'output_text' ? { logprobs: [] } : {};
    const name = kind === 'arguments' ? { name: textIn(item, 'name') } : {};
    this.#emit({ type: `response.${event}.done`, ...place, [field]: part.text, ...name, ...logprobs });
    if (list === null) return;
    const type = list === 'content' ? 'response.content_part.done' : 'response.reasoning_summary_part.done';
    this.#emit({ type, ...place, part: partJson(part) });
  }

  /** Ends an item with what is open in it. `whole`: the item as the server gave it, if the client gets it like that. */
  end(output: number, status: ItemStatus, whole: JsonRecord | null = null): void {
    const item = this.#items.get(output);
    if (item === undefined || !item.isOpen) return;
    for (const { kind, index } of item.parts.values()) this.endPart(output, kind, index);
    Object.assign(item, { isOpen: false, status, whole });
    this.#emit({ type: 'response.output_item.done', output_index: output, item: itemJson(item) });
  }

  endAll(status: ItemStatus): void {
    for (const output of this.#items.keys()) this.end(output, status);
  }

  /** An item that has no text of its own, as the client got it. */
  keep(output: number, whole: JsonRecord): void {
    const names = namesOf(whole, { id: '', type: '' });
    this.#items.set(output, {
      output,
      id: '',
      type: '',
      names,
      parts: new Map(),
      isOpen: false,
      status: 'completed',
      whole,
    });
  }

  /** Where ordinary text can be added to what is open; null where something else is open, or nothing. */
  openText(): ResponseSlot | null {
    const item = [...this.#items.values()].findLast(({ isOpen }) => isOpen);
    if (item?.type !== 'message') return null;
    const part = [...item.parts.values()].at(-1);
    if (part !== undefined && !(part.isOpen && part.kind === 'output_text')) return null;
    return { kind: 'output_text', output: item.output, index: part?.index ?? 0, itemId: item.id, item: null };
  }

  nextOutput(): number {
    let last = -1;
    for (const output of this.#items.keys()) last = Math.max(last, output);
    return last + 1;
  }

  output(): JsonRecord[] {
    return [...this.#items.values()].sort((a, b) => a.output - b.output).map(itemJson);
  }

  #part(item: SentItem, kind: SlotKind, index: number): SentPart {
    const known = item.parts.get(`${kind}/${index}`);
    if (known !== undefined) return known;
    const part: SentPart = { kind, index, text: '', isOpen: true };
    item.parts.set(`${kind}/${index}`, part);
    const { list } = SLOT_FORMS[kind];
    if (list !== null) {
      const type = list === 'content' ? 'response.content_part.added' : 'response.reasoning_summary_part.added';
      this.#emit({ type, ...placeOf(item, part), part: partJson(part) });
    }
    return part;
  }
}

/** The calls of a remote server (MCP) have arguments like those of a function, and events of another name. */
function eventOf(item: SentItem, kind: SlotKind): string {
  return item.type === 'mcp_call' && kind === 'arguments' ? 'mcp_call_arguments' : SLOT_FORMS[kind].event;
}

function placeOf(item: SentItem, part: SentPart): JsonRecord {
  const { list } = SLOT_FORMS[part.kind];
  const index = list === null ? {} : { [`${list}_index`]: part.index };
  return { item_id: item.id, output_index: item.output, ...index };
}

function partJson({ kind, text }: SentPart): JsonRecord {
  const extra = kind === 'output_text' ? { annotations: [], logprobs: [] } : {};
  return { type: kind, [SLOT_FORMS[kind].field]: text, ...extra };
}

function itemJson(item: SentItem): JsonRecord {
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

function textIn(item: SentItem, kind: SlotKind): string {
  return item.parts.get(`${kind}/0`)?.text ?? '';
}

function namesOf(item: JsonRecord | null, known: { id: string; type: string }): JsonRecord {
  const names = ['call_id', 'role', 'phase', 'server_label', 'namespace'].flatMap((key) => {
    const name = shortName(item?.[key]);
    return name === null ? [] : [[key, name]];
  });
  return { ...known, ...Object.fromEntries(names) };
}

function shortName(value: unknown): string | null {
  const name = stringOf(value);
  return name === '' || name.length > LONGEST_NAME ? null : name;
}
