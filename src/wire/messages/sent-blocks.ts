import { companionsOf } from '../found-content.ts';
import { isRecord, type JsonRecord, recordOf } from '../json-value.ts';
import { messageEvent } from './message-content.ts';

interface OpenBlock {
  /** Number of the block, as the client counts. */
  readonly index: number;
  readonly type: string;
}

/** Stands in for the server's number of a block of ours, which has none. */
const OURS = -1;

/**
 * The blocks of a message that the client has. Until something is cut, these are the server's blocks with their
 * numbers. Rewritten blocks are numbered without gaps, because clients count them. In this class, blocks are identified
 * by the server's numbers.
 */
export class SentBlocks {
  readonly #open = new Map<number, OpenBlock>();
  /** Open blocks that the server has ended without the client being told. */
  readonly #done = new Set<number>();
  readonly #ended = new Set<number>();
  /**
   * How blocks begin that the client does not have yet; null if the beginning was withheld and the block will not
   * begin.
   */
  readonly #waiting = new Map<number, JsonRecord | null>();
  #next = 0;

  /** Records that the client gets the beginning of a block as the server sent it. */
  passBegin(asked: number, block: unknown): void {
    this.#enter(asked, asked, block);
  }

  passEnd(asked: number): void {
    this.#done.delete(asked);
    if (this.#open.delete(asked)) this.#ended.add(asked);
  }

  /** Records the number of blocks that came with the message. */
  passWhole(count: number): void {
    this.#next = Math.max(this.#next, count);
  }

  /**
   * Records that the client does not get the beginning of a block now. `block` is how it may begin later; null if it
   * must not.
   */
  wait(asked: number, block: JsonRecord | null): void {
    this.#waiting.set(asked, block);
  }

  /** Records that the server has ended a block; text of ours may still be added to it. */
  done(asked: number): void {
    if (this.#waiting.delete(asked)) this.#ended.add(asked);
    if (this.#open.has(asked)) this.#done.add(asked);
  }

  /** Returns the events that begin a block. */
  begin(asked: number, block: JsonRecord): string {
    const before = this.#close(this.#done);
    const index = this.#next;
    this.#enter(asked, index, block);
    return before + messageEvent({ type: 'content_block_start', index, content_block: block });
  }

  /** Returns the events that must precede text of a block; null if the block does not continue. */
  beginFor(asked: number, delta: JsonRecord): string | null {
    if (this.#open.has(asked)) return '';
    const waiting = this.#waiting.get(asked);
    if (waiting === null || this.#ended.has(asked)) return null;
    return this.begin(asked, typeof waiting?.type === 'string' ? waiting : blockOf(delta));
  }

  /** Returns the client's number for a block; null if it is not open. */
  numberOf(asked: number): number | null {
    return this.#open.get(asked)?.index ?? null;
  }

  /** Returns the events that end a block; '' if it is not open. */
  end(asked: number): string {
    this.done(asked);
    return this.#close([asked]);
  }

  endAll(): string {
    return this.#close(this.#open.keys());
  }

  /** Returns the number of the most recently begun open block if it is a text block; otherwise null. */
  openText(): number | null {
    const last = [...this.#open.values()].at(-1);
    return last?.type === 'text' ? last.index : null;
  }

  /** Returns the events that begin a text block of ours, after ending all others. */
  beginOurs(): string {
    return this.endAll() + this.begin(OURS, { type: 'text', text: '' });
  }

  #enter(asked: number, index: number, block: unknown): void {
    this.#waiting.delete(asked);
    this.#ended.delete(asked);
    this.#open.delete(asked);
    this.#done.delete(asked);
    this.#open.set(asked, { index, type: String(recordOf(block).type) });
    this.#next = Math.max(this.#next, index + 1);
  }

  #close(meant: Iterable<number>): string {
    let events = '';
    for (const asked of [...meant]) {
      const block = this.#open.get(asked);
      if (block === undefined) continue;
      this.passEnd(asked);
      events += messageEvent({ type: 'content_block_stop', index: block.index });
    }
    return events;
  }
}

/** Returns a block of the server without its text. */
export function emptyBlock(value: unknown): JsonRecord {
  return isRecord(value) ? { ...companionsOf(value), ...emptyFields(value) } : {};
}

/** Returns the fields of a block that clients append text to. */
export function emptyFields(block: JsonRecord): JsonRecord {
  if (block.type === 'text') return { text: '' };
  if (block.type === 'thinking') return { thinking: '', signature: '' };
  return 'input' in block ? { input: {} } : {};
}

/** Returns the beginning of a block that the server never began. */
function blockOf(delta: JsonRecord): JsonRecord {
  if ('thinking' in delta) return { type: 'thinking', thinking: '', signature: '' };
  if ('partial_json' in delta) return { type: 'tool_use', id: 'toolu_0', name: '', input: {} };
  return { type: 'text', text: '' };
}
