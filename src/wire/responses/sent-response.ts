import type { JsonRecord } from '../json-value.ts';
import { type ResponseSlot, SLOT_FORMS, type SlotKind } from './response-slots.ts';
import {
  eventOf,
  type ItemStatus,
  itemJson,
  namesOf,
  newItem,
  partJson,
  placeOf,
  type SentItem,
  type SentPart,
  textIn,
} from './sent-item.ts';

type Emit = (event: JsonRecord & { readonly type: string }) => void;

/**
 * What the client has of a response: its items, their parts and their texts. Every change is passed to `emit` as the
 * events that describe it, in the order of the API: an item begins, its part begins, text is added, the part ends, the
 * item ends.
 */
export class SentResponse {
  /**
   * If false, the client gets the server's events with the server's numbers. If true, it gets the emitted events, and
   * items and parts are numbered without gaps, because clients count them.
   */
  isWritten = false;
  /** By the server's number. */
  readonly #items = new Map<number, SentItem>();
  /** The highest number that the client knows. */
  #last = -1;
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Begins an item, unless it has begun. `name` is the name of a call. */
  begin({ output: asked, item: given, kind, itemId }: ResponseSlot, name = ''): SentItem {
    const known = this.#items.get(asked);
    if (known !== undefined) return known;
    const output = this.#numbered(asked);
    const item = newItem(output, namesOf(given, itemId, SLOT_FORMS[kind].item, output));
    if (name !== '') item.parts.set('name/0', { kind: 'name', index: 0, text: name, state: 'open' });
    this.#items.set(asked, item);
    this.#emit({ type: 'response.output_item.added', output_index: output, item: itemJson(item) });
    return item;
  }

  /** Adds text to a slot, or replaces its text; begins its item and part if necessary. */
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

  /** Ends the text of a part; the part itself may stay open. */
  endText(output: number, kind: SlotKind, index: number): void {
    const item = this.#items.get(output);
    const part = item?.parts.get(`${kind}/${index}`);
    if (item !== undefined && part !== undefined) this.#endText(item, part);
  }

  endPart(output: number, kind: SlotKind, index: number): void {
    const item = this.#items.get(output);
    const part = item?.parts.get(`${kind}/${index}`);
    if (item !== undefined && part !== undefined) this.#endPart(item, part);
  }

  #endText(item: SentItem, part: SentPart): void {
    const { kind, state, text } = part;
    const event = eventOf(item, kind);
    if (state !== 'open' || event === '') return;
    part.state = 'said';
    const logprobs = kind === 'output_text' ? { logprobs: [] } : {};
    const name = kind === 'arguments' ? { name: textIn(item, 'name') } : {};
    const field = { [SLOT_FORMS[kind].field]: text };
    this.#emit({ type: `response.${event}.done`, ...placeOf(item, part), ...field, ...name, ...logprobs });
  }

  #endPart(item: SentItem, part: SentPart): void {
    this.#endText(item, part);
    const { list } = SLOT_FORMS[part.kind];
    if (list === null || part.state === 'ended') return;
    part.state = 'ended';
    const type = list === 'content' ? 'response.content_part.done' : 'response.reasoning_summary_part.done';
    this.#emit({ type, ...placeOf(item, part), part: partJson(part) });
  }

  /**
   * Ends an item and everything open in it. `whole` is the item as the server gave it, if the client gets it in that
   * form.
   */
  end(output: number, status: ItemStatus, whole: JsonRecord | null = null): void {
    const item = this.#items.get(output);
    if (item === undefined || !item.isOpen) return;
    for (const part of item.parts.values()) this.#endPart(item, part);
    Object.assign(item, { isOpen: false, status, whole });
    this.#emit({ type: 'response.output_item.done', output_index: item.output, item: itemJson(item) });
  }

  endAll(status: ItemStatus): void {
    for (const output of this.#items.keys()) this.end(output, status);
  }

  /** Records an item that has no text of its own, as the client gets it. Returns its number. */
  keep(asked: number, whole: JsonRecord): number {
    const output = this.#items.get(asked)?.output ?? this.#numbered(asked);
    this.#items.set(asked, { ...newItem(output, namesOf(whole, '', 'item', output)), isOpen: false, whole });
    return output;
  }

  /** Returns the client's number for an item; null if the client does not have it. */
  numberOf(asked: number): number | null {
    return this.#items.get(asked)?.output ?? null;
  }

  /** Adds ordinary text to the open part. Returns false if nothing or something else is open. */
  addToOpen(text: string): boolean {
    const [asked, item] = [...this.#items].findLast(([, { isOpen }]) => isOpen) ?? [];
    if (asked === undefined || item?.type !== 'message') return false;
    const [key, part] = [...item.parts].at(-1) ?? [];
    if (part !== undefined && !(part.state === 'open' && part.kind === 'output_text')) return false;
    const index = key === undefined ? 0 : Number(key.split('/')[1]);
    this.add({ kind: 'output_text', output: asked, index, itemId: item.id, item: null }, text);
    return true;
  }

  /** Adds ordinary text in a separate message. */
  addApart(text: string): void {
    let free = 0;
    for (const asked of this.#items.keys()) free = Math.max(free, asked + 1);
    this.add({ kind: 'output_text', output: free, index: 0, itemId: '', item: null }, text);
  }

  output(): JsonRecord[] {
    return [...this.#items.values()].sort((a, b) => a.output - b.output).map(itemJson);
  }

  #numbered(asked: number): number {
    const output = this.isWritten ? this.#last + 1 : asked;
    this.#last = Math.max(this.#last, output);
    return output;
  }

  #part(item: SentItem, kind: SlotKind, index: number): SentPart {
    const known = item.parts.get(`${kind}/${index}`);
    if (known !== undefined) return known;
    const { list } = SLOT_FORMS[kind];
    const counted = list === null || !this.isWritten ? index : item.next[list];
    if (list !== null) item.next[list] = Math.max(item.next[list], counted + 1);
    const part: SentPart = { kind, index: counted, text: '', state: 'open' };
    item.parts.set(`${kind}/${index}`, part);
    if (list !== null) {
      const type = list === 'content' ? 'response.content_part.added' : 'response.reasoning_summary_part.added';
      this.#emit({ type, ...placeOf(item, part), part: partJson(part) });
    }
    return part;
  }
}
