/** Counts the letters of a text. Han, kana and hangul weigh double, as they say twice as much. No digits, no signs. */
export function letters(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= 0x1100) sum += 2;
    else if (c >= 0xc0 || ((c | 32) >= 97 && (c | 32) <= 122)) sum += 1;
  }
  return sum;
}
