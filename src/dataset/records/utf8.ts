/** Returns the offset of the first byte that is not valid UTF-8 (RFC 3629), or -1 if all bytes are valid. */
export function firstBrokenByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const more =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more === 0 || !secondFits(lead, bytes[at + 1])) return at;
    for (let i = 2; i <= more; i += 1) if (!follows(bytes[at + i])) return at;
    at += more + 1;
  }
  return -1;
}

function follows(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}

/** Checks the second byte; rejects overlong forms, surrogates and code points beyond U+10FFFF. */
function secondFits(lead: number, second: number | undefined): boolean {
  if (!follows(second)) return false;
  if (lead === 0xe0) return second! >= 0xa0;
  if (lead === 0xed) return second! < 0xa0;
  if (lead === 0xf0) return second! >= 0x90;
  return lead !== 0xf4 || second! < 0x90;
}
