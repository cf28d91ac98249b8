import { isRecord } from '../bytes.ts';

/** A digest that a result names for something it examined. */
export interface NamedDigest {
  readonly what: 'data' | 'model';
  /** The name in the result. */
  readonly name: string;
  /** SHA-256 in lower-case hex. */
  readonly sha256: string;
}

/** Returns the digests of the data and models that a result is about. Redacted results keep them. */
export function resultDigests(json: unknown): NamedDigest[] {
  if (!isRecord(json)) return [];
  const result = json.schema === 'zenbun.redacted/1' ? json.value : json;
  if (!isRecord(result)) return [];
  switch (result.schema) {
    case 'zenbun.scan/1':
      return listOf(result.inputs).flatMap((input) => named('data', input.path, input.sha256));
    case 'zenbun.compare/1': {
      const { run } = result;
      const { before, after } = isRecord(run) && isRecord(run.digests) ? run.digests : {};
      return [...named('model', 'before', before), ...named('model', 'after', after)];
    }
    case 'zenbun.training/1':
      return listOf(result.files).flatMap((file) => named('model', file.path, file.sha256));
    case 'zenbun.fingerprint/1':
      return isRecord(result.reference) ? named('model', result.reference.model, result.reference.digest) : [];
    case 'zenbun.verify/1':
      return isRecord(result.subject) ? named('model', result.subject.path, result.subject.sha256) : [];
    default:
      return [];
  }
}

const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function named(what: NamedDigest['what'], name: unknown, digest: unknown): NamedDigest[] {
  const sha256 = typeof digest === 'string' ? /^(?:sha256:)?([\da-f]{64})$/.exec(digest)?.[1] : undefined;
  return sha256 === undefined ? [] : [{ what, name: String(name), sha256 }];
}

/**
 * Returns every SHA-256 in a statement: of its subjects, of the files of a folder, and of what a model was made from.
 */
export function statementDigests(value: unknown): Set<string> {
  const digests = new Set<string>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') {
      const sha256 = /^(?:sha256:)?([\da-f]{64})$/.exec(one)?.[1];
      if (sha256 !== undefined) digests.add(sha256);
    } else if (Array.isArray(one)) waiting.push(...one);
    else if (isRecord(one)) waiting.push(...Object.values(one));
  }
  return digests;
}
