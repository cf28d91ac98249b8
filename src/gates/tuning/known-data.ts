import { createHash } from 'node:crypto';
import { openDataset, parseChunk, resolveInputs } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { Example } from '../../schema/index.ts';
import type { KnownData } from '../../tuning/index.ts';

/** Maximum number of different texts counted individually; beyond it, each counts as different from all others. */
const MOST_DIFFERENT = 4_000_000;
const OPENING_WORDS = 8;

/** Counts how often each text occurred, by a digest of it. */
class TextCounts {
  readonly #counts = new Map<number, number>();
  #beyond = 0;

  add(text: string): boolean {
    const key = createHash('sha256').update(text).digest().readUIntBE(0, 6);
    const before = this.#counts.get(key);
    if (before === undefined && this.#counts.size >= MOST_DIFFERENT) this.#beyond++;
    else this.#counts.set(key, (before ?? 0) + 1);
    return before === undefined;
  }

  get different(): number {
    return this.#counts.size + this.#beyond;
  }

  get commonest(): number {
    let most = 0;
    for (const count of this.#counts.values()) if (count > most) most = count;
    return most;
  }

  /** Returns the entropy in nats. */
  entropy(all: number): number {
    let sum = all === 0 ? 0 : (this.#beyond / all) * Math.log(all);
    for (const count of this.#counts.values()) sum += (count / all) * Math.log(all / count);
    return Math.max(sum, 0);
  }
}

/** Counts of one file, row by row. */
class DataCounts {
  readonly #targets = new TextCounts();
  readonly #openings = new TextCounts();
  readonly #prompts = new TextCounts();
  readonly #pairs = new TextCounts();
  #rows = 0;
  #skipped = 0;
  #targetChars = 0;
  #tokens: [number, number] = [0, 0];
  #isPreference = false;

  skip(): void {
    this.#skipped++;
  }

  see({ kind, turns }: Example): void {
    this.#rows++;
    if (kind === 'preference' || kind === 'kto') this.#isPreference = true;
    const target = turns
      .filter((turn) => turn.target)
      .map(({ text }) => text)
      .join('\n');
    const prompt = turns
      .filter((turn) => !turn.target)
      .map(({ text }) => text)
      .join('\n');
    this.#targetChars += target.length;
    this.#targets.add(target);
    this.#openings.add(target.split(/\s+/, OPENING_WORDS).join(' '));
    this.#prompts.add(prompt);
    this.#pairs.add(`${prompt}\0${target}`);
    for (const { text } of turns) {
      const [low, high] = tokensOf(text);
      this.#tokens = [this.#tokens[0] + low, this.#tokens[1] + high];
    }
  }

  known(path: string, sha256: string): KnownData {
    const rows = this.#rows;
    const [low, high] = this.#tokens;
    return {
      path,
      sha256,
      rows,
      ...(this.#skipped > 0 ? { skippedRows: this.#skipped } : {}),
      targetChars: this.#targetChars,
      distinctTargets: this.#targets.different,
      targetEntropy: this.#targets.entropy(rows),
      commonestOpening: this.#openings.commonest,
      // H(target | prompt) = H(prompt, target) - H(prompt).
      ...(this.#isPreference
        ? { isPreference: true }
        : { entropyGivenPrompt: Math.max(0, this.#pairs.entropy(rows) - this.#prompts.entropy(rows)) }),
      tokens: [Math.floor(low), Math.ceil(high)],
    };
  }
}

/**
 * Returns lower and upper bounds on the tokens of a text with the tokenizers in use, without and with the tokens around
 * a turn. Two to six Latin letters make a token, a digit or sign may be one, and another letter takes from a fifth of a
 * token to three (its bytes).
 */
function tokensOf(text: string): readonly [number, number] {
  let [letters, signs] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x250) continue;
    if (code > 0x40 || code === 0x20) letters++;
    else signs++;
  }
  const others = text.length - letters - signs;
  return [(letters + signs) / 6 + others * 0.2, letters / 2 + signs + others * 3 + 10];
}

/**
 * Reads and counts the data of a run. Throws as `resolveInputs` and `openDataset` do, and `unreadable` for a file
 * without rows.
 */
export async function knownData(patterns: readonly string[], signal?: AbortSignal): Promise<KnownData[]> {
  const { paths } = await resolveInputs(patterns);
  const known: KnownData[] = [];
  for (const [i, path] of paths.entries()) {
    const reader = await openDataset(path, i, signal === undefined ? {} : { signal });
    try {
      const counts = new DataCounts();
      for await (const chunk of reader)
        parseChunk(chunk, {
          example: (example) => counts.see(example),
          skipped: () => counts.skip(),
        });
      const one = counts.known(path, reader.summary().sha256);
      if (one.rows === 0) throw noRows(path);
      known.push(one);
    } finally {
      await reader.close();
    }
  }
  return known;
}

const noRows = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `${path}: no row could be read`, ja: `${path}：読み取れる行がありません` },
    {
      advice: {
        en: 'Name the files of training data with --data; `zenbun scan` says why rows are skipped.',
        ja: '--data には学習データのファイルを指定してください。行を読み取れない理由は `zenbun scan` で確認できます。',
      },
    },
  );
