import { FoundContent } from '../found-content.ts';
import {
  indexOf,
  isRecord,
  type JsonPath,
  type JsonRecord,
  jsonText,
  listOf,
  recordOf,
  stringOf,
  without,
} from '../json-value.ts';
import { isError, PROBLEM_KEYS, problemOf, toldProblem } from '../problems.ts';
import { KnownTexts } from './known-text.ts';
import { responseUsage } from './response-body.ts';
import {
  ENDS,
  EVENT_NAMES,
  HELD,
  ITEM_NAMES,
  ITEM_READ,
  isRepeated,
  PART_NAMES,
  PART_READ,
  RESPONSE_NAMES,
  RESPONSE_READ,
} from './response-fields.ts';
import {
  FIELD_KINDS,
  PART_KINDS,
  partIndex,
  type ResponseSlot,
  SLOT_FORMS,
  type SlotKind,
  slotEvent,
  slotName,
} from './response-slots.ts';

/** A text of a response that an event contains. */
export interface FoundSlot {
  readonly slot: ResponseSlot;
  readonly text: string;
  /** If false, it continues the text read before; if true, the server says that the text is a different one. */
  readonly isOther: boolean;
}

const NONE: ReadonlySet<string> = new Set();
const PROBLEM: ReadonlySet<string> = new Set(PROBLEM_KEYS);

/** The content of an event, and for each piece the slot of its text; null if no other event can continue it. */
export interface ResponseReading {
  readonly found: FoundContent;
  readonly slots: readonly (FoundSlot | null)[];
}

/**
 * Reads the events of one response in order, or one whole response. Each text counts once, however often it is
 * repeated.
 */
export class OutputReader {
  /** Texts read so far, by the names of their slots. */
  readonly #known = new KnownTexts();
  /** Values of calls that arrive as a whole, as JSON. */
  readonly #seen = new Map<string, string>();
  #found = new FoundContent();
  #slots: (FoundSlot | null)[] = [];

  event(json: unknown, type: string): ResponseReading {
    this.#found = new FoundContent();
    this.#slots = [];
    const reading = { found: this.#found, slots: this.#slots };
    this.#found.problem = toldProblem(json, type === 'error');
    const told = this.#found.problem !== null;
    const event = told && !isRecord(json) ? {} : without(this.#found.record(json, ['data']), told ? PROBLEM : NONE);
    const growing = slotEvent(type);
    if (growing !== null) this.#growing(event, growing.kind, growing.isDone);
    else this.#holding(event, type);
    return reading;
  }

  whole(body: unknown): FoundContent {
    const found = new FoundContent();
    this.#found = found;
    found.problem = toldProblem(body, false);
    if (isRecord(body)) {
      this.#response(found.problem === null ? body : without(body, PROBLEM), `response.${stringOf(body.status)}`, []);
      if (found.problem === null && (body.output ?? null) === null) found.missing(['output']);
    } else if (found.problem === null) found.other(body, ['data']);
    return found;
  }

  /** Reads an event that adds to one text, or reports that it is done. */
  #growing(event: JsonRecord, kind: SlotKind, isDone: boolean): void {
    const found = this.#found;
    const field = isDone ? SLOT_FORMS[kind].field : 'delta';
    found.others(event, new Set([field, 'logprobs', 'name']), EVENT_NAMES, []);
    const item = { output: indexOf(event.output_index, 0), itemId: stringOf(event.item_id), item: null };
    if (isDone && kind === 'arguments') this.#whole({ ...item, kind: 'name', index: 0 }, event.name, ['name']);
    else found.other(event.name, ['name']);
    const slot = { ...item, kind, index: partIndex(event) };
    if (isDone) this.#whole(slot, event[field], [field]);
    else this.#more(slot, event[field], [field]);
    if (event[field] === '') found.other(event.logprobs, ['logprobs']);
  }

  /** Reads an event that contains a part, an item or the whole response, or none of these. */
  #holding(event: JsonRecord, type: string): void {
    const { response, item, part } = event;
    const output = indexOf(event.output_index, 0);
    this.#found.others(event, HELD, EVENT_NAMES, []);
    if (isRecord(response)) this.#response(response, type);
    else this.#found.other(response, ['response']);
    // Clients recognise the end from the type alone.
    if (!isRecord(response)) this.#ends(type, '');
    if (isRecord(item)) this.#item(item, output, ['item']);
    else this.#found.other(item, ['item']);
    const slot = { output, itemId: stringOf(event.item_id), item: null, index: partIndex(event) };
    if (isRecord(part)) this.#part(part, slot, ['part']);
    else this.#found.other(part, ['part']);
  }

  #response(response: JsonRecord, type: string, path: JsonPath = ['response']): void {
    const found = this.#found;
    found.others(response, RESPONSE_READ, RESPONSE_NAMES, path);
    for (const key of RESPONSE_READ) if (!isRepeated(key, response[key])) found.other(response[key], [...path, key]);
    if (typeof response.model === 'string') found.model = response.model;
    found.usage = responseUsage(response.usage);
    if (isError(response.error)) found.problem ??= problemOf(response.error);
    else found.other(response.error, [...path, 'error']);
    for (const [i, item] of found.list(response.output, [...path, 'output']).entries()) {
      this.#item(found.record(item, [...path, 'output', i]), i, [...path, 'output', i]);
    }
    this.#ends(type, stringOf(recordOf(response.incomplete_details).reason));
  }

  #ends(type: string, reason: string): void {
    if (ENDS.has(type)) this.#found.finishes.push({ choice: 0, reason: reason || type.slice('response.'.length) });
  }

  #item(item: JsonRecord, output: number, path: JsonPath): void {
    const found = this.#found;
    found.others(item, ITEM_READ, ITEM_NAMES, path);
    const slot = { output, itemId: stringOf(item.id), item };
    for (const list of ['summary', 'content']) {
      for (const [index, part] of found.list(item[list], [...path, list]).entries()) {
        const here = [...path, list, index];
        this.#part(found.record(part, here), { ...slot, index }, here);
      }
    }
    for (const kind of FIELD_KINDS) {
      if (typeof item[kind] === 'string') this.#whole({ ...slot, kind, index: 0 }, item[kind], [...path, kind]);
      else this.#once(`output[${output}].${kind}`, item[kind], [...path, kind]);
    }
    for (const key of ['action', 'actions', 'queries', 'operation']) {
      this.#once(`output[${output}].${key}`, item[key], [...path, key]);
    }
  }

  #part(part: JsonRecord, slot: Omit<ResponseSlot, 'kind'>, path: JsonPath): void {
    this.#found.others(part, PART_READ, PART_NAMES, path);
    const kind = PART_KINDS.find((one) => one === part.type);
    const field = kind === undefined ? '' : SLOT_FORMS[kind].field;
    if (kind !== undefined) this.#whole({ ...slot, kind }, part[field], [...path, field]);
    for (const key of ['text', 'refusal']) if (key !== field) this.#found.other(part[key], [...path, key]);
    if (stringOf(part[field]) === '') this.#found.other(listOf(part.logprobs), [...path, 'logprobs']);
  }

  /** Adds a text that continues its slot. */
  #more(slot: ResponseSlot, value: unknown, path: JsonPath): void {
    this.#piece(slot, value, path, false);
    if (typeof value === 'string') this.#known.of(slotName(slot)).add(value);
  }

  /** Takes the whole text of a slot; the part not read yet becomes a piece. */
  #whole(slot: ResponseSlot, value: unknown, path: JsonPath): void {
    if (typeof value !== 'string') {
      this.#piece(slot, value, path, false);
      return;
    }
    const known = this.#known.of(slotName(slot));
    if (known.startsWith(value)) return;
    const isOther = !known.isStartOf(value);
    this.#piece(slot, isOther ? value : value.slice(known.length), path, isOther);
    known.replace(value);
  }

  #piece(slot: ResponseSlot, text: unknown, path: JsonPath, isOther: boolean): void {
    const name = slotName(slot);
    this.#found.text(0, SLOT_FORMS[slot.kind].channel, isOther ? `${name} again` : name, text, path);
    if (this.#found.pieces.length > this.#slots.length) this.#slots.push({ slot, text: stringOf(text), isOther });
  }

  /**
   * Takes a value of a call that arrives as a whole. It becomes a piece when it is first seen and whenever it has
   * changed.
   */
  #once(name: string, value: unknown, path: JsonPath): void {
    const text = jsonText(value);
    if (text !== null && this.#seen.get(name) === text) return;
    this.#found.json(0, 'tool', name, value, path);
    if (this.#found.pieces.length === this.#slots.length) return;
    this.#slots.push(null);
    this.#seen.set(name, text ?? '');
  }
}
