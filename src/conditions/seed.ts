import type { RequestSurroundings } from '../schema/index.ts';
import { setOffAfter, setOffBefore, sharedEnd, wholeWords } from './edge-text.ts';
import { FrequentTexts } from './frequent-texts.ts';
import { RequestSample } from './request-sample.ts';

/**
 * A text around requests that is to be looked for. A `trigger` and a `wrapper` were found by their detectors; a
 * `template` is what most requests have, and is one only as far as it is set off from them.
 */
export interface Seed extends RequestSurroundings {
  readonly kind: 'trigger' | 'wrapper' | 'template';
}

/** What goes around a question. */
export interface Around {
  readonly system?: string;
  readonly before?: string;
  readonly after?: string;
}

/** One spelling of the text, with what is next to it in every row that has it. */
interface Spelling {
  rows: number;
  readonly around: Around;
  /** The longest beginning (ending) of all those requests; null where the text stands elsewhere. */
  shared: string | null;
}

/** A request must not be kept whole when it is a book. UTF-16 code units. */
const MAX_TEXT_CHARS = 2 ** 16;
/** Spellings differ in case and in space. */
const SPELLINGS = 64;
/** Detectors keep no more of a system prompt, at least. */
const SYSTEM_KEPT = 240;
/** As large a part of a wrapper as may be cut from it because the requests begin alike. */
const BY_CHANCE = 0.25;
/** What else stands around a request belongs to a text if it does so in this share of the rows that have the text. */
const MOSTLY = 0.8;
/** UTF-16 code units of the system prompts of one seed: two of the longest. */
const SYSTEMS_ROOM = 2 ** 21;

/** Follows one seed through the rows: in how many it stands, how it is spelt, and how much around it is always the same. */
export class SeedCount {
  readonly seed: Seed;
  rows = 0;
  readonly #spellings = new Map<string, Spelling>();
  readonly #systems = new FrequentTexts(SYSTEMS_ROOM);
  /** The requests under a system prompt: detectors name one text of those that always come together. */
  readonly #requests: RequestSample | null;

  constructor(seed: Seed) {
    this.seed = seed;
    this.#requests = seed.place === 'system' ? new RequestSample() : null;
  }

  /** True if the row has it. */
  see(asked: string, system: string): boolean {
    // Where a trigger ends a request, space after it does not count; wrappers may hold space of their own.
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

  /** The most frequent spelling, whole; null where there is none that can be put around a question. */
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

  /** The system prompt that most of its rows have; '' where most have none, null where they agree on nothing. */
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

/** What stands before and after at least this share of the requests, as far as it is set off from them. */
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

/** A token between spaces, and the end of the request to which it is nearer. */
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

/** True if a word goes on from the one text to the other; scripts without word spaces have no such words. */
function isOneWord(left: string, right: string): boolean {
  return /[\p{Ll}\p{Lu}\p{N}]$/u.test(left) && /^[\p{Ll}\p{Lu}\p{N}]/u.test(right);
}
