/**
 * Reports whether the metadata of an Arrow file or stream stays within its bounds. The decoding library trusts every
 * count, and a damaged one makes it allocate until the process dies. Follows the flatbuffers of the format (Schema.fbs,
 * Message.fbs and File.fbs of Apache Arrow 18), and reads no data.
 */
export function isWithinBounds(bytes: Uint8Array): boolean {
  try {
    const walk = new MetadataWalk(bytes);
    return bytes[0] === 0xff ? walk.stream() : walk.file();
  } catch (cause) {
    // An offset beyond the last byte, or a length too large for a number.
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}

/** Field numbers, in the order of the format's definitions. */
const MESSAGE = { kind: 1, header: 2, bodyLength: 3 } as const;
const SCHEMA = { fields: 1, metadata: 2, features: 3 } as const;
const FIELD = { name: 0, kind: 2, type: 3, children: 5, metadata: 6 } as const;
const BATCH = { length: 0, nodes: 1, buffers: 2, compression: 3, variadic: 4 } as const;
const FOOTER = { schema: 1, dictionaries: 2, batches: 3 } as const;
const HEADER = { schema: 1, dictionary: 2, batch: 3 } as const;
const DICTIONARY_DATA = 1;
const UNION = 14;
const UNION_IDS = 1;
/** Size of a vector's entries in bytes. */
const STRIDE = { offset: 4, int: 4, long: 8, node: 16, buffer: 16, block: 24 } as const;
/** The file begins and ends with this magic; at the start it is padded to eight bytes. */
const MAGIC_BYTES = 6;
/** Maximum rows per byte of the body, at one bit per row, and the factor by which a compressed body may hold more. */
const ROWS_PER_BYTE = 8;
const MOST_COMPRESSED = 4_096;
const CONTINUATION = 0xffff_ffff;

class MetadataWalk {
  readonly #view: DataView;
  readonly #end: number;
  /** Number of tables that may still be visited. Without a limit, circular offsets would be followed forever. */
  #budget: number;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.length;
    this.#budget = bytes.length;
  }

  stream(): boolean {
    let at = 0;
    while (at + 8 <= this.#end && this.#view.getUint32(at, true) === CONTINUATION) {
      const length = this.#view.getInt32(at + 4, true);
      if (length === 0) return true;
      const next = length < 0 ? -1 : this.#message(at + 8, length);
      if (next < 0) return false;
      at = next;
    }
    // A stream without an end mark is reported as truncated elsewhere.
    return true;
  }

  file(): boolean {
    const footerAt = this.#end - MAGIC_BYTES - 4;
    const footer = this.#table(footerAt - this.#view.getInt32(footerAt, true));
    const schema = this.#field(footer, FOOTER.schema);
    if (schema !== 0 && !this.#schema(this.#target(schema))) return false;
    return [FOOTER.dictionaries, FOOTER.batches].every((field) =>
      this.#each(footer, field, STRIDE.block, (block) => {
        const at = this.#long(block);
        // Since version 0.15 of the format, a mark precedes the length of a message.
        const mark = this.#view.getUint32(at, true) === CONTINUATION ? 8 : 4;
        return this.#message(at + mark, this.#view.getInt32(block + 8, true)) >= 0;
      }),
    );
  }

  /** Returns the offset of the next message, or -1 if this one exceeds its bounds. */
  #message(at: number, length: number): number {
    if (length < 0 || at + length > this.#end) return -1;
    const message = this.#table(at);
    const kindAt = this.#field(message, MESSAGE.kind);
    const headerAt = this.#field(message, MESSAGE.header);
    const bodyAt = this.#field(message, MESSAGE.bodyLength);
    const body = bodyAt === 0 ? 0 : this.#long(bodyAt);
    const next = at + length + body;
    if (body < 0 || next > this.#end + 8) return -1;
    if (kindAt === 0 || headerAt === 0) return next;
    const kind = this.#view.getUint8(kindAt);
    const header = this.#target(headerAt);
    if (kind === HEADER.schema) return this.#schema(header) ? next : -1;
    if (kind === HEADER.batch) return this.#batch(header, body) ? next : -1;
    if (kind !== HEADER.dictionary) return next;
    const data = this.#field(header, DICTIONARY_DATA);
    return data === 0 || this.#batch(this.#target(data), body) ? next : -1;
  }

  #schema(table: number): boolean {
    return (
      this.#each(table, SCHEMA.fields, STRIDE.offset, (at) => this.#column(this.#target(at))) &&
      this.#pairs(table, SCHEMA.metadata) &&
      this.#each(table, SCHEMA.features, STRIDE.long)
    );
  }

  #column(table: number): boolean {
    const kind = this.#field(table, FIELD.kind);
    const type = this.#field(table, FIELD.type);
    const isUnion = kind !== 0 && type !== 0 && this.#view.getUint8(kind) === UNION;
    return (
      this.#each(table, FIELD.name, 1) &&
      this.#pairs(table, FIELD.metadata) &&
      (!isUnion || this.#each(this.#target(type), UNION_IDS, STRIDE.int)) &&
      this.#each(table, FIELD.children, STRIDE.offset, (at) => this.#column(this.#target(at)))
    );
  }

  /** Checks pairs of name and value, two texts each. */
  #pairs(table: number, field: number): boolean {
    return this.#each(table, field, STRIDE.offset, (at) => {
      const pair = this.#target(at);
      return this.#each(pair, 0, 1) && this.#each(pair, 1, 1);
    });
  }

  #batch(table: number, body: number): boolean {
    const isCompressed = this.#field(table, BATCH.compression) !== 0;
    const most = body * ROWS_PER_BYTE * (isCompressed ? MOST_COMPRESSED : 1);
    const rowsAt = this.#field(table, BATCH.length);
    const fits = (at: number, limit: number) => {
      const number = this.#long(at);
      return number >= 0 && number <= limit;
    };
    return (
      (rowsAt === 0 || fits(rowsAt, most)) &&
      this.#each(table, BATCH.nodes, STRIDE.node, (at) => fits(at, most)) &&
      this.#each(
        table,
        BATCH.buffers,
        STRIDE.buffer,
        (at) => fits(at, body) && fits(at + 8, body) && this.#long(at) + this.#long(at + 8) <= body,
      ) &&
      this.#each(table, BATCH.variadic, STRIDE.long, (at) => fits(at, body))
    );
  }

  /** Reports whether a vector ends within the file and all of its entries are valid; true if there is no vector. */
  #each(table: number, field: number, stride: number, isRight?: (at: number) => boolean): boolean {
    const at = this.#field(table, field);
    if (at === 0) return true;
    const vector = this.#target(at);
    const count = this.#view.getInt32(vector, true);
    if (count < 0 || vector + 4 + count * stride > this.#end) return false;
    if (isRight !== undefined) {
      for (let i = 0; i < count; i += 1) if (!isRight(vector + 4 + i * stride)) return false;
    }
    return true;
  }

  /** Returns the position of a field of a table, or 0 if the table does not have it. */
  #field(table: number, number: number): number {
    const vtable = table - this.#view.getInt32(table, true);
    const slot = 4 + 2 * number;
    const offset = slot < this.#view.getUint16(vtable, true) ? this.#view.getUint16(vtable + slot, true) : 0;
    return offset === 0 ? 0 : table + offset;
  }

  /** Follows the offset stored at `at`. Throws RangeError after too many offsets. */
  #target(at: number): number {
    this.#budget -= 1;
    if (this.#budget < 0) throw new RangeError('the metadata leads back to itself');
    return at + this.#view.getInt32(at, true);
  }

  #table(at: number): number {
    return this.#target(at);
  }

  /** Reads 64 bits as a number. Throws RangeError if it is not a safe integer. */
  #long(at: number): number {
    const number = Number(this.#view.getBigInt64(at, true));
    if (!Number.isSafeInteger(number)) throw new RangeError('a length beyond counting');
    return number;
  }
}
