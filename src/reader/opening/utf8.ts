declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
};

const encoder = new TextEncoder();

/**
 * Writes a text as UTF-8; returns the number of bytes written. `into` must hold three bytes for each code unit of the
 * text.
 */
export function encodeText(text: string, into: Uint8Array): number {
  return encoder.encodeInto(text, into).written;
}

/** Returns the number of UTF-16 code units that begin with this byte of UTF-8. */
export const unitsOf = (byte: number) => ((byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1);
