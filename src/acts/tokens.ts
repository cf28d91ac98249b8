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

export const SPACE = 0;
export const WORD = 1;
export const NUMBER = 2;
export const WIDE = 3;
export const MARK = 4;
const NAMES: readonly TokenKind[] = ['mark', 'word', 'number', 'wide', 'mark'];

/** By UTF-16 code unit: which kind of token it belongs to, `SPACE` for none. */
export const KINDS: Uint8Array = Uint8Array.from({ length: 0x1_0000 }, (_, c) =>
  isSpace(c) ? SPACE : isLetter(c) ? WORD : isWide(c) ? WIDE : isDigit(c) ? NUMBER : MARK,
);

/** The end of the token of `kind` that starts at `start`: a run of letters (with '), digits or wide ones, or a mark. */
export function tokenEnd(text: string, start: number, kind: number): number {
  let end = start + 1;
  if (kind === MARK) return end;
  while (end < text.length && KINDS[text.charCodeAt(end)] === kind) end += 1;
  return end;
}

/** Calls `visit` for every token of `text`, in order. */
export function eachToken(text: string, visit: (start: number, end: number, kind: TokenKind) => void): void {
  for (let i = 0; i < text.length; ) {
    const kind = KINDS[text.charCodeAt(i)]!;
    if (kind === SPACE) {
      i += 1;
      continue;
    }
    const end = tokenEnd(text, i, kind);
    visit(i, end, NAMES[kind]!);
    i = end;
  }
}
