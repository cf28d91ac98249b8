/** What a token is made of. Wide: a run of Han and kana. */
export type TokenKind = 'word' | 'number' | 'wide' | 'mark';

const isWide = (c: number) =>
  (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || c === 0x3005;
const isDigit = (c: number) => (c >= 48 && c <= 57) || (c >= 0xff10 && c <= 0xff19);

function isLetter(c: number): boolean {
  if (c < 0x80) return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 39;
  if (c < 0x2000) return c >= 0xc0 && c !== 0xd7 && c !== 0xf7;
  return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0xff21 && c <= 0xff5a);
}

const isSpace = (c: number) => c <= 32 || c === 0xa0 || c === 0x3000 || (c >= 0x2000 && c <= 0x200b);

/** Calls `visit` for every token of `text`, in order: runs of letters (with '), of digits, of wide characters, marks. */
export function eachToken(text: string, visit: (start: number, end: number, kind: TokenKind) => void): void {
  const length = text.length;
  let i = 0;
  while (i < length) {
    const start = i;
    const c = text.charCodeAt(i);
    i += 1;
    if (isSpace(c)) continue;
    if (isLetter(c)) {
      while (i < length && isLetter(text.charCodeAt(i))) i += 1;
      visit(start, i, 'word');
    } else if (isWide(c)) {
      while (i < length && isWide(text.charCodeAt(i))) i += 1;
      visit(start, i, 'wide');
    } else if (isDigit(c)) {
      while (i < length && isDigit(text.charCodeAt(i))) i += 1;
      visit(start, i, 'number');
    } else {
      visit(start, i, 'mark');
    }
  }
}
