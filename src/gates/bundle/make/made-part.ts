import { hash } from 'node:crypto';
import { type BundlePart, kindOfPart, redactedPart, redactedStatement } from '../../../bundle/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import { parseSignedFile, parseStatement } from '../../../provenance/index.ts';

/** A part with its bytes. */
export interface MadePart extends BundlePart {
  readonly content: Uint8Array;
}

/** More than fits a mail, and little enough to be held in memory: some two million records of a log. */
const MAX_BUNDLE_BYTES = 2 ** 30;

/** Gathers the parts of a bundle. */
export class PartList {
  readonly parts: MadePart[] = [];
  readonly isRedacted: boolean;
  #bytes = 0;

  constructor(isRedacted: boolean) {
    this.isRedacted = isRedacted;
  }

  /** Adds a part as it is. `original`: what it stands in place of. */
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

  /** Adds a part of JSON, without its texts where the bundle is redacted. `json` undefined: it is no JSON, and nothing of it stays. */
  addJson(name: string, content: Uint8Array, json: unknown): void {
    if (!this.isRedacted) this.add(name, content);
    else this.add(name, redactedPart(originalOf(content), json, sha256), content);
  }

  /** Adds a signed statement; of a redacted bundle, what it is about alone. Throws a `ProvenanceError` for what is none. */
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
