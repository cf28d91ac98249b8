import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { ZenbunError } from '../errors.ts';
import { type AcceptedFinding, DETECTOR_IDS } from '../schema/index.ts';

const TEXT = z.string().trim().min(1);
const ACCEPTED = z.array(
  z.strictObject({
    detector: z.enum(DETECTOR_IDS),
    key: TEXT,
    digest: z.string().regex(/^[0-9a-f]{32}$/, 'must be the 32 hex digits that --json and --md give'),
    reason: TEXT,
    name: TEXT,
    date: z.iso.date(),
  }),
);

/**
 * Checks a list of accepted findings; `where` is for messages. Throws `usage` for what is not complete: an exception without a
 * reason, a name and a date is none.
 */
export function acceptedFindings(value: unknown, where: string): readonly AcceptedFinding[] {
  const checked = ACCEPTED.safeParse(value ?? []);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const at =
    issue!.path.length === 0 ? '' : ` (entry ${[Number(issue!.path[0]) + 1, ...issue!.path.slice(1)].join(', ')})`;
  throw new ZenbunError('usage', `${where}${at}: ${issue!.message}`, { advice: EXAMPLE });
}

const EXAMPLE =
  'Each entry is {detector, key, digest, reason, name, date}; detector, key and digest stand in the result (--json, --md).';

/** Reads a file of accepted findings, YAML or JSON. Throws `not-found`, and `usage` as `acceptedFindings` does. */
export async function readAcceptedFindings(path: string): Promise<readonly AcceptedFinding[]> {
  const source = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError('not-found', `${path} cannot be read: ${cause.message}`, { cause });
  });
  // Dates stay texts.
  const document = parseDocument(source, { schema: 'core', prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new ZenbunError('usage', `${path}: ${broken.message.split('\n')[0]}`, { advice: EXAMPLE });
  return acceptedFindings(document.toJS(), path);
}
