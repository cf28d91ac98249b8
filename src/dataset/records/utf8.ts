/** The offset of the first byte at which these bytes stop being UTF-8 (RFC 3629); -1 when they are. */
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

/** The second byte, without overlong forms, surrogates and what lies beyond U+10FFFF. */
function secondFits(lead: number, second: number | undefined): boolean {
  if (!follows(second)) return false;
  if (lead === 0xe0) return second! >= 0xa0;
  if (lead === 0xed) return second! < 0xa0;
  if (lead === 0xf0) return second! >= 0x90;
  return lead !== 0xf4 || second! < 0x90;
}
