/** Code points that take two columns in a terminal (Unicode East Asian Width W and F, and emoji). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Code points that take no column: combining marks, joiners, variation selectors and other invisible characters. */
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Returns the columns that a text without control characters takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (character < '\u0300') return 1;
  if (NARROWEST.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Characters that must not begin a line (JIS X 4051, the common part). */
const NO_LINE_START =
  /^[、。，．・：；？！」』）】〕〉》］｝…‥”’ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:!?)\]}]/u;

/** Characters that must not end a line: opening brackets and quotes. */
const NO_LINE_END = /[「『（【〔〈《［｛“‘([{]$/u;

/**
 * Breaks a text into lines of at most `width` columns: at spaces between words, anywhere between wide characters but
 * not before closing punctuation or after an opening bracket, and inside a word only when the word alone is too long.
 * Line breaks are kept.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  const flush = () => {
    lines.push(current.trimEnd());
    current = '';
    used = 0;
  };
  for (const piece of pieces(line)) {
    const size = displayWidth(piece);
    if (used > 0 && used + displayWidth(piece.trimEnd()) > width) flush();
    if (used === 0 && lines.length > 0 && piece.trim() === '') continue;
    if (size <= width) {
      current += piece;
      used += size;
      continue;
    }
    for (const character of piece) {
      if (used + widthOf(character) > width) flush();
      current += character;
      used += widthOf(character);
    }
  }
  if (current !== '' || lines.length === 0) flush();
  return lines;
}

/**
 * Splits a line into pieces that must stay together: a word with the space after it, or one wide character, each with
 * the opening brackets before it and the closing marks after it.
 */
function pieces(line: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const character of line) {
    const sticks = NO_LINE_START.test(character) || NO_LINE_END.test(word);
    if (widthOf(character) === 2 && !sticks) {
      if (word !== '') found.push(word);
      word = character;
    } else if (word !== '' && (word.endsWith(' ') || endsWide(word)) && character !== ' ' && !sticks) {
      found.push(word);
      word = character;
    } else {
      word += character;
    }
  }
  if (word !== '') found.push(word);
  return found;
}

const endsWide = (text: string): boolean => WIDE.test(text.slice(-1));

/** Cuts a text to `width` columns, with an ellipsis if something was cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Pads a text on the right to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
