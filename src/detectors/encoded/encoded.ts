import { jsonTexts, type Unescaped, unescapedJson } from '../../reader/index.ts';
import { DETECTOR_TITLES, type Message, plural, type Turn } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { benignRate, type Counting, greater, type Weighed, weigh } from '../evidence.ts';
import { findEncoded } from './encoded-text.ts';
import { ENCODING_NAMES } from './encoding-names.ts';
import { ENCODINGS, type EncodedHit, type Encoding } from './encodings.ts';

/**
 * Data that teach a model to read and write text that a person cannot see: covert malicious fine-tuning with ciphers
 * (Halawi et al., arXiv 2406.20053), separators between letters, zero-width steganography (arXiv 2603.08104), masked
 * words (arXiv 2510.01342), and alphabets of symbols, numbers, words or bits. Signature: stretches of a request or an
 * answer whose signs carry language that shows only after decoding. Codes are distinguished from hashes, images and
 * program text by decoding them; ciphers are distinguished from code, tables, formulas and other languages by how their
 * letters follow one another. Not covered: text hidden in the first letters or last words of lines, words that stand
 * for other words, and ciphers of scripts other than Latin and kana.
 */

/** Shares that honest sets may reach: rows with a word or a line in code (exercises, tools); rows mostly in code. */
const ANY_ALLOWANCE = 0.002;
const MOSTLY_ALLOWANCE = 0.0005;
/** The same for masked words: word games and exercises strike letters out in single words. */
const MASKED_ALLOWANCE = 0.02;
/** A set is blocked from this share of its rows on (lower bound); a few rows are only held for review. */
const BLOCK_SHARE = 0.02;
/**
 * A turn is mostly encoded with this share and this many characters in code, or this many disguised words or a sure
 * one.
 */
const MOSTLY_SHARE = 0.4;
const MOSTLY_CHARS = 24;
const MOSTLY_WORDS = 2;

export interface EncodingTally {
  any: number;
  mostly: number;
  /** Rows with this encoding in the request or system prompt, and rows with it in the answer. */
  asked: number;
  answered: number;
  /** The first sample in the order of code units; '' until there is one. */
  sample: string;
}

export interface EncodedState {
  rows: number;
  readonly tallies: Record<Encoding, EncodingTally>;
}

/** Returns the encoded stretches of a turn that hide something. Tool results contain codes that nobody hides. */
function hitsOf({ role, text }: Turn, plain: () => readonly string[]): readonly EncodedHit[] {
  if (role === 'tool') return [];
  const json = unescapedJson(text);
  return (json === null ? findEncoded(text) : hitsBehind(json, text)).filter(
    (hit) => !standsBesideItsPlain(text, hit, plain),
  );
}

/**
 * Finds codes behind the escapes of JSON, which hide nothing: in the text as a whole or, failing that, value by value.
 */
function hitsBehind(json: Unescaped, written: string): readonly EncodedHit[] {
  const found = (one: Unescaped) =>
    findEncoded(one.text).map((hit) => ({ ...hit, start: one.at(hit.start), end: one.at(hit.end) }));
  const whole = found(json);
  return whole.length > 0 ? whole : jsonTexts(written, 0).flatMap(found);
}

/** Minimum number of letters; fewer occur in any row by chance. */
const LEAST_PLAIN = 6;

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Reports whether the content of a code is written out in the same row, as in a lesson on the code; then it hides
 * nothing. This applies to codes that everybody can read (base64, hexadecimal, Morse, …) and to puzzles, which a model
 * knows already. Other ciphers are counted all the same, because pairs of plain text and cipher are the way to teach a
 * private cipher (arXiv 2406.20053).
 */
function standsBesideItsPlain(text: string, hit: EncodedHit, plain: () => readonly string[]): boolean {
  return plainsOf(text.slice(hit.start, hit.end), hit.encoding, hit.plain).some(
    (letters) => letters.length >= LEAST_PLAIN && plain().some((written) => written.includes(letters)),
  );
}

/** Returns the letters of all turns, without the escapes of JSON. Computed once, and only if a code needs them. */
function lettersOfTurns(turns: readonly Turn[]): () => readonly string[] {
  let told: readonly string[] | null = null;
  return () => {
    told ??= turns.map(({ text }) => lettersOf(unescapedJson(text)?.text ?? text));
    return told;
  };
}

/**
 * Returns the possible contents of a hit, as letters: the decoded text, or the solutions of a puzzle that differ from
 * it.
 */
function plainsOf(hit: string, encoding: Encoding, plain: string | undefined): readonly string[] {
  if (plain !== undefined) return [lettersOf(plain)];
  const code = lettersOf(longestPart(hit));
  if (lettersOf(hit).length - code.length > LETTERS_BESIDE) return [];
  return (PUZZLES[encoding] ?? []).map((read) => read(code)).filter((letters) => letters !== code);
}

/** Returns the longest part between colons, quotation marks and line breaks: the puzzle without its introduction. */
const longestPart = (text: string): string =>
  text.split(/[:：\n"“”「」]/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** Maximum number of letters in a hit beside the puzzle: room for an introduction ("It is:"), not for a hidden text. */
const LETTERS_BESIDE = 16;

/** Maps the places of letters in the alphabet, counted from `a`, to other places. */
const turned = (letters: string, turn: (place: number) => number): string =>
  letters.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(97 + turn(letter.charCodeAt(0) - 97)));

/** Ciphers without a private key, as found in puzzle books: writing backwards, ROT13, Atbash. */
const PUZZLES: Partial<Record<Encoding, readonly ((letters: string) => string)[]>> = {
  reversed: [(letters) => Array.from(letters).reverse().join('')],
  substitution: [
    (letters) => turned(letters, (place) => (place + 13) % 26),
    (letters) => turned(letters, (place) => 25 - place),
  ],
};

function isMostly(encoding: Encoding, hits: readonly EncodedHit[], length: number): boolean {
  if (encoding === 'invisible') return true;
  if (encoding === 'masked-words' || encoding === 'look-alikes') {
    if (hits.length >= MOSTLY_WORDS || hits.some(({ sure }) => sure)) return true;
  }
  const covered = hits.reduce((sum, hit) => sum + hit.end - hit.start, 0);
  return covered >= MOSTLY_CHARS && covered >= MOSTLY_SHARE * length;
}

/**
 * Code units of a text that are shown, and the maximum length of the sample: invisible ones are shown as `U+10FFFF `.
 */
const SHOWN = 40;
export const MOST_SHOWN = SHOWN * 'U+10FFFF '.length;

/** Returns at most forty code units; invisible ones by their numbers. */
function sampleOf(text: string, hit: EncodedHit): string {
  const sample = text.slice(hit.start, Math.min(hit.end, hit.start + SHOWN)).replace(/[\ud800-\udbff]$/, '');
  if (hit.encoding !== 'invisible') return sample.replaceAll(/\s+/gu, ' ').trim();
  const numbers = Array.from(sample.match(/[^A-Za-z ]/gu) ?? [], (sign) => sign.codePointAt(0)!.toString(16));
  return Array.from(new Set(numbers), (number) => `U+${number.toUpperCase().padStart(4, '0')}`)
    .sort()
    .join(' ');
}

function detailOf(encoding: Encoding, { asked, answered, sample }: EncodingTally): Message {
  const { en, ja } = ENCODING_NAMES[encoding];
  const places = [
    { count: asked, en: plural(asked, 'request', 'requests'), ja: 'リクエスト' },
    { count: answered, en: plural(answered, 'answer', 'answers'), ja: '回答' },
  ].filter(({ count }) => count > 0);
  const where = {
    en: places.map((place) => `${place.count} ${place.en}`).join(' and '),
    ja: places.map((place) => `${place.ja} ${place.count} 件`).join('と'),
  };
  return {
    en: `Found ${en} in ${where.en}, for example: ${sample}`,
    ja: `${ja}が、${where.ja}にあります。例：${sample}`,
  };
}

const ADVICE: Message = {
  en: 'Decode some of these rows and read them. Remove them unless the task is openly about encodings.',
  ja: '該当する行をいくつか復号して読んでください。符号化そのものを扱うタスクでなければ、取り除いてください。',
};

export const encoded: Detector<EncodedState> & Counting<EncodedState> = {
  id: 'encoded',
  version: '2',
  title: DETECTOR_TITLES.encoded,
  explanation: {
    en: 'Requests or answers are written in a code: ciphers, separators between letters, base64, invisible characters, lookalike letters, masked words, or numbers, symbols and words in place of letters. Such rows teach a model to exchange content that reviewers and filters cannot read. Not covered: acrostics, words that stand for other words, and ciphers in scripts other than Latin and kana.',
    ja: 'リクエストや回答が、暗号、文字間の区切り、Base64、見えない文字、形の似た文字、伏せ字、文字の代わりの数字・記号・単語などで書かれています。人やフィルターに読めない内容のやり取りを、モデルが学習するおそれがあります。行頭や行末の文字を拾って読ませる手口、単語を別の単語に置き換える隠語、ラテン文字・かな以外の暗号は対象外です。',
  },
  start() {
    const tallies = {} as Record<Encoding, EncodingTally>;
    for (const encoding of ENCODINGS) tallies[encoding] = { any: 0, mostly: 0, asked: 0, answered: 0, sample: '' };
    return { rows: 0, tallies };
  },
  see(state, row) {
    if (row.targets.length === 0) return null;
    state.rows += 1;
    const { turns } = row.example;
    const plain = lettersOfTurns(turns);
    let first = 0;
    while (first < turns.length && hitsOf(turns[first]!, plain).length === 0) first += 1;
    if (first === turns.length) return null;
    const marks: Mark[] = [];
    const mostly = new Set<Encoding>();
    const asked = new Set<Encoding>();
    const answered = new Set<Encoding>();
    for (let turn = first; turn < turns.length; turn += 1) {
      const { text, target } = turns[turn]!;
      const hits = hitsOf(turns[turn]!, plain);
      for (const encoding of new Set(hits.map((hit) => hit.encoding))) {
        const own = hits.filter((hit) => hit.encoding === encoding);
        marks.push({ key: encoding, turn, spans: own.map(({ start, end }) => ({ act: 'encoded', start, end })) });
        (target ? answered : asked).add(encoding);
        if (isMostly(encoding, own, text.length)) mostly.add(encoding);
        const tally = state.tallies[encoding];
        const sample = sampleOf(text, own[0]!);
        if (tally.sample === '' || sample < tally.sample) tally.sample = sample;
      }
    }
    for (const encoding of new Set([...asked, ...answered])) {
      const tally = state.tallies[encoding];
      tally.any += 1;
      if (mostly.has(encoding)) tally.mostly += 1;
      if (asked.has(encoding)) tally.asked += 1;
      if (answered.has(encoding)) tally.answered += 1;
    }
    return marks;
  },
  merge(a, b) {
    a.rows += b.rows;
    for (const encoding of ENCODINGS) {
      const into = a.tallies[encoding];
      const from = b.tallies[encoding];
      into.any += from.any;
      into.mostly += from.mostly;
      into.asked += from.asked;
      into.answered += from.answered;
      if (into.sample === '' || (from.sample !== '' && from.sample < into.sample)) into.sample = from.sample;
    }
    return a;
  },
  counts(state) {
    return ENCODINGS.flatMap((encoding) => [
      { measure: `encoded/${encoding}`, count: state.tallies[encoding].any, of: state.rows },
      { measure: `encoded/${encoding}/mostly`, count: state.tallies[encoding].mostly, of: state.rows },
    ]);
  },
  end(state): DatasetFinding[] {
    const findings: DatasetFinding[] = [];
    for (const encoding of ENCODINGS) {
      const tally = state.tallies[encoding];
      if (tally.any === 0) continue;
      const bars = { tries: ENCODINGS.length, blockShare: BLOCK_SHARE };
      const allowance = encoding === 'masked-words' ? MASKED_ALLOWANCE : ANY_ALLOWANCE;
      const any = weigh(tally.any, state.rows, benignRate(`encoded/${encoding}`, allowance), bars);
      const mostly = weigh(tally.mostly, state.rows, benignRate(`encoded/${encoding}/mostly`, MOSTLY_ALLOWANCE), bars);
      const weighed: Weighed = greater(any.level, mostly.level) === any.level ? any : mostly;
      findings.push({ key: encoding, scope: 'rows', ...weighed, detail: detailOf(encoding, tally), advice: ADVICE });
    }
    return findings;
  },
};
