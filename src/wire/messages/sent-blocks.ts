import { companionsOf } from '../found-content.ts';
import { isRecord, type JsonRecord, recordOf } from '../json-value.ts';
import { messageEvent } from './message-content.ts';

interface OpenBlock {
  /** Its number, as the client counts. */
  readonly index: number;
  readonly type: string;
}

/** Stands for the number that a block of ours does not have at the server. */
const OURS = -1;

/**
 * The blocks of a message that the client has. As long as nothing is cut it has those of the server, with their numbers; what is written
 * is numbered without gaps, because clients count. Blocks are named by the server's numbers.
 */
export class SentBlocks {
  readonly #open = new Map<number, OpenBlock>();
  /** Open blocks that the server has ended; the client has not heard of that. */
  readonly #done = new Set<number>();
  readonly #ended = new Set<number>();
  /** Blocks that the client does not have yet: how they begin. null: their beginning was withheld, so they do not. */
  readonly #waiting = new Map<number, JsonRecord | null>();
  #next = 0;

  /** The client gets the beginning of a block as the server gave it. */
  passBegin(asked: number, block: unknown): void {
    this.#enter(asked, asked, block);
  }

  passEnd(asked: number): void {
    this.#done.delete(asked);
    if (this.#open.delete(asked)) this.#ended.add(asked);
  }

  /** So many blocks came with the message. */
  passWhole(count: number): void {
    this.#next = Math.max(this.#next, count);
  }

  /** The client does not get the beginning of a block now. `block`: how it may begin later; null: it does not. */
  wait(asked: number, block: JsonRecord | null): void {
    this.#waiting.set(asked, block);
  }

  /** The server has ended a block; text of ours may still be added to it. */
  done(asked: number): void {
    if (this.#waiting.delete(asked)) this.#ended.add(asked);
    if (this.#open.has(asked)) this.#done.add(asked);
  }

  /** The events that begin a block. */
  begin(asked: number, block: JsonRecord): string {
    const before = this.#close(this.#done);
    const index = this.#next;
    this.#enter(asked, index, block);
    return before + messageEvent({ type: 'content_block_start', index, content_block: block });
  }

  /** The events that have to come before text of a block; null where the block does not go on. */
  beginFor(asked: number, delta: JsonRecord): string | null {
    if (this.#open.has(asked)) return '';
    const waiting = this.#waiting.get(asked);
    if (waiting === null || this.#ended.has(asked)) return null;
    return this.begin(asked, typeof waiting?.type === 'string' ? waiting : blockOf(delta));
  }

  /** The number by which the client knows a block; null where it is not open. */
  numberOf(asked: number): number | null {
    return this.#open.get(asked)?.index ?? null;
  }

  /** The events that end a block; '' where it is not open. */
  end(asked: number): string {
    this.done(asked);
    return this.#close([asked]);
  }

  endAll(): string {
    return this.#close(this.#open.keys());
  }

  /** The number of the text block that was begun last; null where no such block is open. */
  openText(): number | null {
    const last = [...this.#open.values()].at(-1);
    return last?.type === 'text' ? last.index : null;
  }

  /** The events that begin a text block of ours, after the end of all others. */
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

/** A block of the server without its text. */
export function emptyBlock(value: unknown): JsonRecord {
  return isRecord(value) ? { ...companionsOf(value), ...emptyFields(value) } : {};
}

/** The fields that clients add the text of a block to. */
export function emptyFields(block: JsonRecord): JsonRecord {
  if (block.type === 'text') return { text: '' };
  if (block.type === 'thinking') return { thinking: '', signature: '' };
  return 'input' in block ? { input: {} } : {};
}

/** How a block begins that the server never began. */
function blockOf(delta: JsonRecord): JsonRecord {
  if ('thinking' in delta) return { type: 'thinking', thinking: '', signature: '' };
  if ('partial_json' in delta) return { type: 'tool_use', id: 'toolu_0', name: '', input: {} };
  return { type: 'text', text: '' };
}
