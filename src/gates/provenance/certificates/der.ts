/** A DER value: its tag, and the range of its content. */
interface DerValue {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** An extension of a certificate (RFC 5280, 4.2). */
interface CertificateExtension {
  /** Object identifier, such as `2.5.29.15`. */
  readonly oid: string;
  readonly isCritical: boolean;
  /** Content of its octet string. */
  readonly value: Uint8Array;
}

/** Parts of a certificate that Node does not expose. */
export interface CertificateParts {
  /** Object identifier of the algorithm that signed it. */
  readonly signedWith: string;
  readonly extensions: readonly CertificateExtension[];
}

/** Reads these parts of a certificate in DER. Throws if the bytes are not a certificate. */
export function certificateParts(der: Uint8Array): CertificateParts {
  const certificate = valueAt(der, 0, der.length);
  const [tbs, algorithm] = valuesIn(der, certificate);
  if (tbs === undefined || algorithm === undefined) throw new Error('no certificate');
  const [oid] = valuesIn(der, algorithm);
  const wrapped = valuesIn(der, tbs).find(({ tag }) => tag === 0xa3);
  const [list] = wrapped === undefined ? [] : valuesIn(der, wrapped);
  return {
    signedWith: oidOf(der, oid),
    extensions: list === undefined ? [] : valuesIn(der, list).map((entry) => extensionIn(der, entry)),
  };
}

function extensionIn(der: Uint8Array, entry: DerValue): CertificateExtension {
  const parts = valuesIn(der, entry);
  const [oid] = parts;
  const critical = parts.find(({ tag }) => tag === 0x01);
  const value = parts.find(({ tag }) => tag === 0x04);
  if (value === undefined) throw new Error('no extension');
  return {
    oid: oidOf(der, oid),
    isCritical: critical !== undefined && der[critical.start] !== 0,
    value: der.subarray(value.start, value.end),
  };
}

function oidOf(der: Uint8Array, value: DerValue | undefined): string {
  if (value?.tag !== 0x06 || value.end === value.start) throw new Error('no object identifier');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of der.subarray(value.start, value.end)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** Returns bit `n` of a bit string, the form of key usages. */
export function bitOf(value: Uint8Array, n: number): boolean {
  const { tag, start, end } = valueAt(value, 0, value.length);
  if (tag !== 0x03 || end === start) throw new Error('no bit string');
  const byte = value[start + 1 + (n >> 3)];
  return start + 1 + (n >> 3) < end && byte !== undefined && (byte & (0x80 >> (n & 7))) !== 0;
}

/** Returns the object identifiers in a sequence, the form of extended key usages. */
export const oidsIn = (value: Uint8Array): string[] =>
  valuesIn(value, valueAt(value, 0, value.length)).map((entry) => oidOf(value, entry));

/** Returns the maximum number of authorities below one: `pathLenConstraint` of basic constraints; null if unlimited. */
export function pathLengthOf(value: Uint8Array): number | null {
  const number = valuesIn(value, valueAt(value, 0, value.length)).find(({ tag }) => tag === 0x02);
  if (number === undefined) return null;
  return value.subarray(number.start, number.end).reduce((sum, byte) => sum * 256 + byte, 0);
}

function valuesIn(der: Uint8Array, { tag, start, end }: DerValue): DerValue[] {
  if ((tag & 0x20) === 0) throw new Error('contains no values');
  const values: DerValue[] = [];
  for (let at = start; at < end; at = values.at(-1)!.end) values.push(valueAt(der, at, end));
  return values;
}

function valueAt(der: Uint8Array, at: number, end: number): DerValue {
  const [tag, length] = [der[at], der[at + 1]];
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) throw new Error('no DER');
  const octets = length < 0x80 ? 0 : length & 0x7f;
  if (octets > 4 || length === 0x80) throw new Error('no DER');
  const size = octets === 0 ? length : der.subarray(at + 2, at + 2 + octets).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = at + 2 + octets;
  if (start + size > end) throw new Error('ends early');
  return { tag, start, end: start + size };
}
