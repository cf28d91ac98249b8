import type { Channel } from '../endpoint.ts';
import { indexOf, type JsonRecord } from '../json-value.ts';

/** Everything in a response that can hold a growing text, named like the parts and fields of the API. */
export type SlotKind =
  | 'output_text'
  | 'refusal'
  | 'reasoning_text'
  | 'summary_text'
  | 'arguments'
  | 'input'
  | 'code'
  | 'name';

/** How the events and parts of a kind are written. */
interface SlotForm {
  readonly channel: Channel;
  /** As in `response.<event>.delta` and `response.<event>.done`; '' if it has no events. */
  readonly event: string;
  /** The field with the whole text, in the part, in the item, and in the event that says it is done. */
  readonly field: string;
  /** The item's list that contains its part; null if the text is a field of the item. */
  readonly list: 'content' | 'summary' | null;
  /** Type of the item for this kind if the server does not say. */
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
  /** Index of the item in `output`. */
  readonly output: number;
  /** Index of the part in the item; 0 if the text is a field of the item. */
  readonly index: number;
  readonly itemId: string;
  /** The item, if the event contains it. */
  readonly item: JsonRecord | null;
}

/** Returns a name such as `output[1].content[0].output_text`, which is the same for all events about this text. */
export function slotName({ kind, output, index }: ResponseSlot): string {
  const { list } = SLOT_FORMS[kind];
  return list === null ? `output[${output}].${kind}` : `output[${output}].${list}[${index}].${kind}`;
}

export function partIndex(event: JsonRecord): number {
  return indexOf(event.content_index ?? event.summary_index, 0);
}

/**
 * Returns the kind of an event such as `response.output_text.delta`, and whether it is the end of the text; null for
 * other events.
 */
export function slotEvent(type: string): { readonly kind: SlotKind; readonly isDone: boolean } | null {
  const [prefix, event, step, ...more] = type.split('.');
  if (prefix !== 'response' || more.length > 0 || (step !== 'delta' && step !== 'done')) return null;
  const isDone = step === 'done';
  // Calls of a remote server (MCP) have arguments like those of a function.
  if (event === 'mcp_call_arguments') return { kind: 'arguments', isDone };
  const kind = [...PART_KINDS, ...FIELD_KINDS].find((one) => SLOT_FORMS[one].event === event);
  return kind === undefined || event === '' ? null : { kind, isDone };
}
