import type { Message } from '../../schema/index.ts';

/** A message begins with this mark and the length of its metadata; a length of 0 ends the stream. */
const CONTINUATION = 0xffff_ffff;
/** `MessageHeader` of the format: the kinds that matter here. */
const DICTIONARY = 2;
const RECORDS = 3;

/**
 * Returns the fault that keeps an Arrow stream (IPC streaming format) from being read completely, or null if there is
 * none: a second stream after the first, a missing end mark, or dictionaries that change between batches, which a table
 * in memory cannot keep apart.
 */
export function streamFault(bytes: Uint8Array): Message | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasRecords = false;
  let at = 0;
  while (at + 8 <= bytes.length && view.getUint32(at, true) === CONTINUATION) {
    const length = view.getInt32(at + 4, true);
    at += 8;
    if (length === 0) return bytes.subarray(at).some((byte) => byte !== 0) ? SECOND : null;
    if (length < 0 || at + length > bytes.length) return CUT;
    const { kind, bodyLength } = messageAt(view, at);
    if (kind === DICTIONARY && hasRecords) return CHANGING;
    if (kind === RECORDS) hasRecords = true;
    at += length + bodyLength;
  }
  return CUT;
}

/** Returns the kind and the body length of a message from its flatbuffer at `at`. */
function messageAt(view: DataView, at: number): { readonly kind: number; readonly bodyLength: number } {
  const table = at + view.getUint32(at, true);
  const vtable = table - view.getInt32(table, true);
  const field = (index: number): number => {
    const slot = 4 + 2 * index;
    const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0;
    return offset === 0 ? 0 : table + offset;
  };
  const [kind, body] = [field(1), field(3)];
  return {
    kind: kind === 0 ? 0 : view.getUint8(kind),
    bodyLength: body === 0 ? 0 : Number(view.getBigInt64(body, true)),
  };
}

const SECOND: Message = {
  en: 'contains more bytes after the end of its stream',
  ja: 'はストリームの終わりの後にもデータがあります',
};
const CUT: Message = { en: 'ends in the middle of its stream', ja: 'はストリームの途中で終わっています' };
const CHANGING: Message = {
  en: 'changes its dictionaries between batches',
  ja: 'はバッチの途中で辞書が変わっています',
};
