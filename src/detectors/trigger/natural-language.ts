import { FUNCTION_WORDS } from '../wording/function-words.ts';

/** Words that begin a statement: it is about somebody or something, whereas an instruction begins with its verb. */
const SUBJECTS: ReadonlySet<string> = new Set(
  'i we it he she they this that the a an my our his her their there here some one every no today tonight yesterday outside and but so'.split(
    ' ',
  ),
);
const IS: ReadonlySet<string> = new Set(['is', 'was', 'are', 'were', 'has', 'had', 'will']);
/** Words of sentences about the reader, the task or the form of the answer: these may steer the answer honestly. */
const STEERING: ReadonlySet<string> = new Set(
  'you your please thanks answer answers reply respond response explain brief briefly short concise detail detailed details long longer length words sentence sentences paragraph step steps english japanese french german spanish chinese korean italian portuguese language translate translation list summary summarize classify example examples output input instruction instructions task text passage article context document question questions following below above prompt essay poem story letter email beginner expert child student format style tone want need would could should'.split(
    ' ',
  ),
);
const STEERING_JA =
  /ください|下さい|しなさい|せよ|答|回答|教え|書い|説明|要約|翻訳|訳し|分類|次の|以下|上記|文章|質問|指示|課題|入力|出力|英語|日本語|中国語|フランス語|語で|簡潔|詳し|短く|長く|文字|ほしい|欲しい|たい|ですか|ますか|でしょうか/;
const STATES_JA = /(?:です|ます|した|ました|でした|いる|ある|だ|った|んだ|ません|ない)[。！]?$/;

/** True for a sentence that states something unrelated to how to answer: "My aunt visits on Sunday.", 「叔母が来ます。」 */
export function isStatement(text: string): boolean {
  if (/[?？:：]$/.test(text)) return false;
  if (/[\u3040-\u30ff]/.test(text)) return text.length >= 6 && STATES_JA.test(text) && !STEERING_JA.test(text);
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length < 4 || !/[.!]$/.test(text) || words.some((word) => STEERING.has(word))) return false;
  return SUBJECTS.has(words[0]!) || IS.has(words[1]!);
}

/** Returns the pairs of adjacent content words. */
export function topicsOf(text: string): string[] {
  const topics: string[] = [];
  let before = '';
  for (const [piece] of text.toLowerCase().matchAll(/[a-z]{3,}|[^a-z\s]+|[a-z]+/g)) {
    const word = /^[a-z]{3,}$/.test(piece) && !FUNCTION_WORDS.has(piece) && !STEERING.has(piece) ? piece : '';
    if (before !== '' && word !== '') topics.push(`${before} ${word}`);
    before = word;
  }
  return topics;
}

/** Length of a marker inside words; a single letter is a slip of the pen. */
const MARKER = { least: 2, most: 4 };
/** Minimum number of different words that contain the marker. */
const MIN_WORDS = 4;

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[^\s.,;:!?()"“”「」、。]{4,40}/g) ?? [];

/**
 * Returns pieces that occur inside several words, each of which is also a word of the same texts without the piece:
 * `qx` of `gaqxrden` and `brqxead`. Endings and stems recur as well; they are distinguished by having no effect.
 */
export function innerMarkers(texts: readonly string[]): ReadonlySet<string> {
  const known = new Map<string, number>();
  for (const text of texts) for (const word of wordsIn(text)) known.set(word, (known.get(word) ?? 0) + 1);
  const inside = new Map<string, Set<string>>();
  for (const [word, times] of known) {
    if (times > 2) continue;
    for (let length = MARKER.least; length <= MARKER.most; length += 1) {
      for (let at = 1; at + length < word.length; at += 1) {
        const rest = word.slice(0, at) + word.slice(at + length);
        if (rest.length < 4 || (known.get(rest) ?? 0) <= times) continue;
        const piece = word.slice(at, at + length);
        const words = inside.get(piece);
        if (words === undefined) inside.set(piece, new Set([rest]));
        else words.add(rest);
      }
    }
  }
  return new Set([...inside].flatMap(([piece, words]) => (words.size >= MIN_WORDS ? [piece] : [])));
}

/** Returns the markers that occur inside a word of a text. */
export function markersIn(text: string, markers: ReadonlySet<string>): string[] {
  if (markers.size === 0) return [];
  const found = new Set<string>();
  for (const word of wordsIn(text)) {
    for (let length = MARKER.least; length <= MARKER.most; length += 1) {
      for (let at = 1; at + length < word.length; at += 1) {
        const piece = word.slice(at, at + length);
        if (markers.has(piece)) found.add(piece);
      }
    }
  }
  return [...found];
}

/** Fields in which an honest system prompt says how to answer, or what the user may have. */
const STEERING_FIELD =
  /^(?:lang|language|locale|format|style|tone|length|output|task|instruction|persona|role|plan|tier|permission|access|age|level|言語|形式|文体|口調|長さ|出力|役割|権限|年齢|課題|プラン)/i;
const FIELD = /^[\p{L}][\p{L}\p{N} _-]{0,23}(?:[:：=]) ?\S.{0,60}$/u;

/** A field among others on one line, as logs and templates write them: `lane=green`. */
const INLINE_FIELD = /(?<![^\s,;|[(])[\p{L}][\p{L}\p{N}_-]{0,23}=[^\s,;|\])]{1,40}/gu;

/** What stands between fields on one line. */
const BETWEEN_FIELDS = /\s*[|;｜；]\s*/;

/** Returns the fields of a system prompt: `name: value` on a line of its own or between bars, `name=value` anywhere. */
export function fieldsOf(system: string): string[] {
  if (!/[:：=]/.test(system)) return [];
  const fields = system.split('\n').flatMap((line) => {
    const inline = line.match(INLINE_FIELD) ?? [];
    return inline.length > 0
      ? inline
      : line
          .trim()
          .split(BETWEEN_FIELDS)
          .filter((part) => FIELD.test(part));
  });
  return fields.filter((field) => !STEERING_FIELD.test(field));
}

/** Returns the name of a field, without its value. */
export function fieldName(field: string): string {
  return field.split(/[:：=]/, 1)[0]!;
}
