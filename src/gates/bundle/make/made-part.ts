import { hash } from 'node:crypto';
import { type BundlePart, kindOfPart, redactedPart, redactedStatement } from '../../../bundle/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import { parseSignedFile, parseStatement } from '../../../provenance/index.ts';

/** A part with its bytes. */
export interface MadePart extends BundlePart {
  readonly content: Uint8Array;
}

/** Limit for a bundle: more than fits in an email, yet small enough to hold in memory; some two million log records. */
const MAX_BUNDLE_BYTES = 2 ** 30;

/** Collects the parts of a bundle. */
export class PartList {
  readonly parts: MadePart[] = [];
  readonly isRedacted: boolean;
  #bytes = 0;

  constructor(isRedacted: boolean) {
    this.isRedacted = isRedacted;
  }

  /** Adds a part unchanged. `original`: the bytes that a redacted part replaces. */
  add(name: string, content: Uint8Array, original: Uint8Array | null = null): void {
    this.#bytes += content.length;
    if (this.#bytes > MAX_BUNDLE_BYTES) throw tooMuch();
    const kind = kindOfPart(name);
    if (kind === null) throw new RangeError(name);
    this.parts.push({
      ...{ name, kind, sha256: hash('sha256', content, 'hex'), bytes: content.length, content },
      original: original === null ? null : originalOf(original),
    });
  }

  /**
   * Adds a part of JSON, without its texts if the bundle is redacted. Pass undefined as `json` for content that is not
   * JSON; a redacted bundle then keeps nothing of it.
   */
  addJson(name: string, content: Uint8Array, json: unknown): void {
    if (!this.isRedacted) this.add(name, content);
    else this.add(name, redactedPart(originalOf(content), json, sha256), content);
  }

  /**
   * Adds a signed statement; a redacted bundle keeps only its predicate type and the digests of its subjects. Throws a
   * `ProvenanceError` if it is not a signed statement.
   */
  addStatement(name: string, content: Uint8Array): void {
    const statement = parseStatement(parseSignedFile(content).envelope.payload);
    if (!this.isRedacted) this.add(name, content);
    else this.add(name, redactedStatement(originalOf(content), statement), content);
  }
}

const originalOf = (content: Uint8Array) => ({ sha256: hash('sha256', content, 'hex'), bytes: content.length });

const tooMuch = () =>
  new ZenbunError(
    'limit',
    { en: 'the bundle would have more than 1 GiB', ja: '証拠バンドルが 1 GiB を超えます' },
    {
      advice: {
        en: 'Bundle a range of the ledger: --from N --to M.',
        ja: '--from、--to で証跡の範囲を指定してください。',
      },
    },
  );
