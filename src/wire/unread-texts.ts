import { isRecord, pathText } from './json-value.ts';

/** Shorter strings are labels, names and dates. Same length as for the fields of a data set. */
const LEAST_TEXT = 40;
/** Words separated by spaces, or a non-ASCII script, which may need none: ids, keys and addresses have neither. */
const PROSE = /\S\s+\S|[^\0-\x7f]/;
/** Names and types of values that show or say something without words. */
const MEDIA = /image|picture|photo|audio|video|^file$/i;
/** Members of such a value that only describe it. */
const LABEL = /^(?:type|id|format|detail|(?:file)?name|role|status|\w*(?:mime|media)_?type)$/i;
/** Lists of sources, which quote texts from outside. */
const SOURCES = /^(?:citations?|annotations|search_results)$/;
const SOURCE_TYPE = /citation|location|^file/;
const SOURCE_FIELDS = [
  'origin_url',
  'url',
  'URL',
  'uri',
  'cited_text',
  'url_citation',
  'file_id',
  'document_index',
  'filepath',
];
/**
 * Members in which servers and proxies put what an answer was drawn from, what tools did, notices, and the request once
 * more (Azure, LiteLLM, Open WebUI, Groq, Portkey, Fireworks, watsonx, llama.cpp): words of others than the model.
 */
const ABOUT =
  /^(?:sources|context|documents|related_questions|executed_tools|hook_results|system|trace|\w*grounding\w*|provider_specific_fields|raw_output|__verbose)$/;
/** Types of items with the same. */
const ABOUT_TYPE = /(?:search_result|tool_result|list_tools)$/;
const DEEPEST = 32;

/** A string at a place that was not read. */
interface Leaf {
  /** The unread place that it belongs to. */
  readonly place: string;
  readonly isMedia: boolean;
  text: string;
  /** The last piece of the text: a notice that every event repeats grows no longer. */
  last: string;
}

/**
 * Collects the strings at places of a reply, or of the events of a stream, that no reader reads. Servers add much that
 * says nothing: ids, numbers, ratings, sources. So only running text counts, and pictures, sounds and files.
 */
export class UnreadTexts {
  /** By their own paths, so that the events of a stream continue each other. */
  readonly #leaves = new Map<string, Leaf>();

  /** @param unread paths of a `WireContent` of this JSON */
  add(json: unknown, unread: readonly string[]): void {
    if (unread.length > 0) this.#walk(json, { path: '', place: null, isMedia: false, depth: 0 }, new Set(unread));
  }

  /** Returns the places that say something which is not among the texts that were read. */
  places(read: readonly string[], hasTranscript: boolean): readonly string[] {
    const told = [...this.#leaves.values()].filter(({ place, text, isMedia }) => {
      if (text.trim() === '' || (hasTranscript && place.endsWith('audio.data'))) return false;
      if (isMedia || /^data:/i.test(text)) return true;
      return isRunningText(text) && !read.some((one) => one.includes(text.trim()));
    });
    return [...new Set(told.map(({ place }) => place))];
  }

  #walk(value: unknown, at: Position, unread: ReadonlySet<string>): void {
    // A whole body or event that is no object is named `data`.
    const path = at.path === '' && !isRecord(value) ? 'data' : at.path;
    const here = { ...at, place: at.place ?? (unread.has(path) ? path : null) };
    if (typeof value === 'string') this.#leaf(value, here);
    else if (typeof value !== 'object' || value === null) return;
    else if (at.depth > DEEPEST) this.#leaf('…', { ...here, isMedia: true });
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) this.#lines(value, here);
    else {
      const isMedia = at.isMedia || (isRecord(value) && typeof value.type === 'string' && MEDIA.test(value.type));
      for (const [key, inner] of Object.entries(value)) {
        const name = Array.isArray(value) ? Number(key) : key;
        if (!isAbout(key, inner)) this.#walk(inner, below({ ...here, isMedia }, name), unread);
      }
    }
  }

  /** Takes a list of strings: one text in lines, or names. */
  #lines(lines: readonly string[], at: Position): void {
    if (lines.some((line) => PROSE.test(line))) this.#leaf(lines.join('\n'), at);
    else for (const [i, line] of lines.entries()) this.#leaf(line, below(at, i));
  }

  #leaf(text: string, { place, path, isMedia }: Position): void {
    if (place === null) return;
    const known = this.#leaves.get(path);
    if (known === undefined) this.#leaves.set(path, { place, isMedia, text, last: text });
    else if (known.last !== text) {
      known.text += text;
      known.last = text;
    }
  }
}

interface Position {
  readonly path: string;
  /** The unread place that this is in; null if this is read. */
  readonly place: string | null;
  readonly isMedia: boolean;
  readonly depth: number;
}

function below({ path, place, isMedia, depth }: Position, name: string | number): Position {
  const own = pathText(path === '' ? [name] : ['', name]);
  const isShown = typeof name === 'number' ? isMedia : !LABEL.test(name) && (isMedia || MEDIA.test(name));
  return { path: `${path}${own}`, place, isMedia: isShown, depth: depth + 1 };
}

function isAbout(key: string, value: unknown): boolean {
  if (ABOUT.test(key)) return true;
  if (isRecord(value) && ABOUT_TYPE.test(String(value.type))) return true;
  if (!Array.isArray(value)) return false;
  return SOURCES.test(key) ? value.every(isSource) : key === 'images' && value.every(isFoundImage);
}

/** An image that a search found, with the page that shows it; one that the model made has none. */
const isFoundImage = (value: unknown): boolean => isRecord(value) && value.origin_url !== undefined;

function isSource(value: unknown): boolean {
  if (typeof value === 'string') return !/\s/.test(value);
  if (Array.isArray(value)) return value.every(isSource);
  if (!isRecord(value)) return false;
  return SOURCE_TYPE.test(String(value.type)) || SOURCE_FIELDS.some((field) => value[field] !== undefined);
}

const isRunningText = (text: string): boolean => text.trim().length >= LEAST_TEXT && PROSE.test(text);
