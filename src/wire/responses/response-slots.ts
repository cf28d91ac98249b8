import type { Channel } from '../endpoint.ts';
import { indexOf, type JsonRecord } from '../json-value.ts';

/** What can hold a growing text in a response. Named as the parts and fields are in the API. */
export type SlotKind =
  | 'output_text'
  | 'refusal'
  | 'reasoning_text'
  | 'summary_text'
  | 'arguments'
  | 'input'
  | 'code'
  | 'name';

/** How the events and the parts of a kind are written. */
interface SlotForm {
  readonly channel: Channel;
  /** `response.<event>.delta`, `response.<event>.done`; '' where it has no events. */
  readonly event: string;
  /** The field that holds the whole text, in the part, in the item, and in the event that says it is done. */
  readonly field: string;
  /** The list of the item that its part is in; null: the text is a field of the item. */
  readonly list: 'content' | 'summary' | null;
  /** What an item of this kind is where the server does not say. */
  readonly item: string;
}

export const SLOT_FORMS: Readonly<Record<SlotKind, SlotForm>> = {
  output_text: { channel: 'content', event: 'output_text', field: 'text', list: 'content', item: 'message' },
  refusal: { channel: 'refusal', event: 'refusal', field: 'refusal', list: 'content', item: 'message' },
  reasoning_text: { channel: 'reasoning', event: 'reasoning_text', field: 'text', list: 'content', item: 'reasoning' },
  summary_text: {
    channel: 'reasoning',
    event: 'reasoning_summary_text',
    field: 'text',
    list: 'summary',
    item: 'reasoning',
  },
  arguments: {
    channel: 'tool',
    event: 'function_call_arguments',
    field: 'arguments',
    list: null,
    item: 'function_call',
  },
  input: { channel: 'tool', event: 'custom_tool_call_input', field: 'input', list: null, item: 'custom_tool_call' },
  code: {
    channel: 'tool',
    event: 'code_interpreter_call_code',
    field: 'code',
    list: null,
    item: 'code_interpreter_call',
  },
  name: { channel: 'tool', event: '', field: 'name', list: null, item: 'function_call' },
};

export const PART_KINDS: readonly SlotKind[] = ['output_text', 'refusal', 'reasoning_text', 'summary_text'];
export const FIELD_KINDS: readonly SlotKind[] = ['name', 'arguments', 'input', 'code'];

/** The place of one text in a response. */
export interface ResponseSlot {
  readonly kind: SlotKind;
  /** Which item of `output`. */
  readonly output: number;
  /** Which part of the item; 0 where the text is a field of the item. */
  readonly index: number;
  readonly itemId: string;
  /** The item, where the event has it. */
  readonly item: JsonRecord | null;
}

/** `output[1].content[0].output_text`: the same for all events that speak of this text. */
export function slotName({ kind, output, index }: ResponseSlot): string {
  const { list } = SLOT_FORMS[kind];
  return list === null ? `output[${output}].${kind}` : `output[${output}].${list}[${index}].${kind}`;
}

export function partIndex(event: JsonRecord): number {
  return indexOf(event.content_index ?? event.summary_index, 0);
}

/** `response.output_text.delta` -> its kind and whether it is the end of the text; null for other events. */
export function slotEvent(type: string): { readonly kind: SlotKind; readonly isDone: boolean } | null {
  const [prefix, event, step, ...more] = type.split('.');
  if (prefix !== 'response' || more.length > 0 || (step !== 'delta' && step !== 'done')) return null;
  const isDone = step === 'done';
  // The calls of a remote server (MCP) have arguments like those of a function.
  if (event === 'mcp_call_arguments') return { kind: 'arguments', isDone };
  const kind = [...PART_KINDS, ...FIELD_KINDS].find((one) => SLOT_FORMS[one].event === event);
  return kind === undefined || event === '' ? null : { kind, isDone };
}
