import type { RequestSurroundings } from '../schema/index.ts';
import { setOffAfter, setOffBefore, sharedEnd, wholeWords } from './edge-text.ts';
import { FrequentTexts } from './frequent-texts.ts';
import { RequestSample } from './request-sample.ts';

/**
 * A text around requests to look for. Detectors found a `trigger` or a `wrapper`; a `template` is a text that most
 * requests have, and it counts only as far as it is set off from them.
 */
export interface Seed extends RequestSurroundings {
  readonly kind: 'trigger' | 'wrapper' | 'template';
}

/** The text to put around a question. */
export interface Around {
  readonly system?: string;
  readonly before?: string;
  readonly after?: string;
}

/** One spelling of the text, with the adjacent space that every row with this spelling has. */
interface Spelling {
  rows: number;
  readonly around: Around;
  /** The longest common beginning (or ending) of those requests; null if the text is at neither end. */
  shared: string | null;
}

/** Limit on the part of a request that is kept, in UTF-16 code units: a request may be as long as a book. */
const MAX_TEXT_CHARS = 2 ** 16;
/** Maximum number of spellings, which differ in case and in space. */
const SPELLINGS = 64;
/** Detectors keep at least this much of a system prompt, in UTF-16 code units, so a shorter seed is a whole prompt. */
const SYSTEM_KEPT = 240;
/** Largest share of a wrapper that may be cut off because the requests begin alike by chance. */
const BY_CHANCE = 0.25;
/** Other surroundings of a request belong to a text if this share of the rows with the text have them. */
const MOSTLY = 0.8;
/** UTF-16 code units for the system prompts of one seed: room for about two of the longest. */
const SYSTEMS_ROOM = 2 ** 21;

/** Follows one seed through the rows: how many have it, how it is spelt, and how much around it never changes. */
export class SeedCount {
  readonly seed: Seed;
  rows = 0;
  readonly #spellings = new Map<string, Spelling>();
  readonly #systems = new FrequentTexts(SYSTEMS_ROOM);
  /** Requests under a system prompt, because detectors name only one of several texts that always occur together. */
  readonly #requests: RequestSample | null;

  constructor(seed: Seed) {
    this.seed = seed;
    this.#requests = seed.place === 'system' ? new RequestSample() : null;
  }

  /** Counts a row, and reports whether it has the seed. */
  see(asked: string, system: string): boolean {
    // Space after a trigger at the end of a request does not count; wrappers may include space of their own.
    const request = this.seed.kind === 'trigger' ? asked.trim() : asked;
    const found = this.#find(request, system);
    if (found === null) return false;
    this.rows += 1;
    this.#systems.add(system.trim() === '' ? '' : system);
    if (request.trim() !== '') this.#requests?.add(request);
    const { place } = this.seed;
    const key = JSON.stringify(found);
    const shared =
      place === 'prefix'
        ? request.slice(0, MAX_TEXT_CHARS)
        : place === 'suffix'
          ? request.slice(-MAX_TEXT_CHARS)
          : null;
    const known = this.#spellings.get(key);
    if (known === undefined) {
      if (this.#spellings.size < SPELLINGS)
        this.#spellings.set(key, structuredClone({ rows: 1, around: found, shared }));
      return true;
    }
    known.rows += 1;
    if (shared !== null && known.shared !== null && shared !== known.shared) {
      known.shared = sharedEnd(place as 'prefix' | 'suffix', known.shared, shared);
    }
    return true;
  }

  /** Returns the most frequent spelling, in full, or null if none can be put around a question. */
  around(): Around | null {
    const [first] = [...this.#spellings].sort(([x, a], [y, b]) => b.rows - a.rows || (x < y ? -1 : 1));
    if (first === undefined) return null;
    const { around, shared } = first[1];
    if (this.#requests !== null) return { ...around, ...setOffByMost(this.#requests, MOSTLY) };
    if (shared === null) return around;
    const { kind, place } = this.seed;
    if (shared.length >= MAX_TEXT_CHARS) return kind === 'trigger' ? around : null;
    const whole = place === 'prefix' ? setOffBefore(shared) : setOffAfter(shared);
    const text = textOf(kind, place as 'prefix' | 'suffix', around, shared, whole);
    return text === null ? null : place === 'prefix' ? { before: text } : { after: text };
  }

  /**
   * Returns the system prompt that most rows of the seed have: '' if most have none, null if they do not agree on one.
   */
  system(): string | null {
    return this.#systems.mostly(MOSTLY);
  }

  #find(request: string, system: string): Around | null {
    const { kind, place, text } = this.seed;
    if (place === 'system') return isSystem(system, text) ? { system } : null;
    if (place === 'token') return tokenAround(request, text);
    const same = (part: string) => part === text || (kind === 'trigger' && part.toLowerCase() === text);
    if (place === 'prefix') {
      const part = request.slice(0, text.length);
      const rest = request.slice(text.length);
      if (!same(part) || rest.trim() === '' || isOneWord(part, rest)) return null;
      return { before: part + /^\s{0,8}/.exec(rest)![0] };
    }
    const part = request.slice(-text.length);
    const rest = request.slice(0, -text.length);
    if (!same(part) || rest.trim() === '' || isOneWord(rest, part)) return null;
    return { after: /\s{0,8}$/.exec(rest)![0] + part };
  }
}

/** Returns the text before and after at least this share of the requests, as far as it is set off from them. */
export function setOffByMost(requests: RequestSample, share: number): Around {
  const before = setOffBefore(requests.sharedByMost('prefix', share));
  const after = setOffAfter(requests.sharedByMost('suffix', share));
  return { ...(before === null ? {} : { before }), ...(after === null ? {} : { after }) };
}

function textOf(
  kind: Seed['kind'],
  place: 'prefix' | 'suffix',
  { before, after }: Around,
  shared: string,
  whole: string | null,
): string | null {
  if (kind === 'template') return whole;
  const exact = before ?? after!;
  if (kind === 'trigger') return whole !== null && whole.length > exact.length ? whole : exact;
  return whole !== null && shared.length - whole.length <= BY_CHANCE * shared.length
    ? whole
    : wholeWords(place, shared);
}

function isSystem(system: string, text: string): boolean {
  if (system.length < text.length) return false;
  if (system.length > text.length && text.length < SYSTEM_KEPT) return false;
  const part = system.slice(0, text.length);
  return part === text || part.toLowerCase() === text;
}

/** Finds a token between spaces, and places it at the nearer end of the request. */
function tokenAround(request: string, token: string): Around | null {
  const lower = request.toLowerCase();
  if (lower.length !== request.length) return null;
  for (let at = lower.indexOf(token); at >= 0; at = lower.indexOf(token, at + 1)) {
    const end = at + token.length;
    if (/\S/.test(lower[at - 1] ?? ' ') || /\S/.test(lower[end] ?? ' ')) continue;
    const spelt = request.slice(at, end);
    return at + end < request.length ? { before: `${spelt} ` } : { after: ` ${spelt}` };
  }
  return null;
}

/** True if a single word runs across the border of the two texts. Scripts without word spaces have no such words. */
function isOneWord(left: string, right: string): boolean {
  return /[\p{Ll}\p{Lu}\p{N}]$/u.test(left) && /^[\p{Ll}\p{Lu}\p{N}]/u.test(right);
}
