import {
  type Digest,
  type SigningKey,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type VerifyingKey,
} from '../provenance/index.ts';
import { decodeBase64, encodeBase64 } from '../tlog/index.ts';
import { hexOf, isRecord, jsonIn, utf8 } from './bytes.ts';

/** A signed statement that was opened. */
export interface OpenedFile {
  readonly statement: Statement;
  /** SHA-256 of the payload, lower-case hex. */
  readonly sha256: string;
  readonly signedBy: readonly VerifyingKey[];
}

export const pae = (type: string, payload: Uint8Array): Uint8Array => {
  const head = utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
};

export function signStatement(statement: Statement, key: SigningKey): Uint8Array {
  const payload = utf8(JSON.stringify(statement));
  return utf8(
    `${JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: key.pemHint }, tlogEntries: [] },
      dsseEnvelope: {
        payload: encodeBase64(payload),
        payloadType: STATEMENT_PAYLOAD,
        signatures: [{ sig: encodeBase64(key.sign(pae(STATEMENT_PAYLOAD, payload))), keyid: '' }],
      },
    })}\n`,
  );
}

export function openStatement(bytes: Uint8Array, keys: readonly VerifyingKey[], sha256: Digest): OpenedFile | null {
  const json = jsonIn(bytes);
  if (!isRecord(json)) return null;
  const envelope = isRecord(json.dsseEnvelope) ? json.dsseEnvelope : json;
  if (envelope.payloadType !== STATEMENT_PAYLOAD || typeof envelope.payload !== 'string') return null;
  const payload = decodeBase64(envelope.payload);
  const statement = payload === null ? undefined : jsonIn(payload);
  if (
    payload === null ||
    !isRecord(statement) ||
    statement._type !== STATEMENT_TYPE ||
    !Array.isArray(statement.subject)
  )
    return null;
  const signatures = Array.isArray(envelope.signatures) ? envelope.signatures : [];
  const sigs = signatures.flatMap((one) =>
    isRecord(one) && typeof one.sig === 'string' ? (decodeBase64(one.sig) ?? []) : [],
  );
  const signedBy = keys.filter((key) =>
    sigs.some((sig) => key.verify(pae(STATEMENT_PAYLOAD, payload), sig as Uint8Array)),
  );
  return { statement: statement as unknown as Statement, sha256: hexOf(sha256(payload)), signedBy };
}
