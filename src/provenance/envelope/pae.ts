import { joinBytes, utf8 } from '../../tlog/index.ts';

/**
 * Returns the bytes to sign: the pre-authentication encoding of DSSE version 1, over raw bytes
 * (secure-systems-lab/dsse, protocol.md).
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return joinBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** Formats bytes like Python: `b'…'`, with double quotes if the bytes contain single quotes but no double ones. */
function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = '';
  for (const byte of bytes) {
    const sign = String.fromCharCode(byte);
    if (sign === '\\' || sign === quote) text += `\\${sign}`;
    else if (byte === 9) text += '\\t';
    else if (byte === 10) text += '\\n';
    else if (byte === 13) text += '\\r';
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else text += sign;
  }
  return `b${quote}${text}${quote}`;
}

/**
 * Returns what model_signing 0.2 signed by mistake: the payload as Python displays it, under `DSSEV1`. Two payloads can
 * have the same encoding, so it is never accepted; it is recognised only so that the refusal can give the reason.
 */
export function faultyEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return utf8(`DSSEV1 ${payloadType.length} ${payloadType} ${payload.length} ${pythonBytes(payload)}`);
}
