import { readFile } from 'node:fs/promises';
import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';
import { ZenbunError } from '../../errors.ts';
import { type AcceptedFinding, DETECTOR_IDS, type Message } from '../../schema/index.ts';

const DIGEST: Message = {
  en: 'must be the 32 hex digits shown by --json and --md',
  ja: '--json と --md に表示される 32 桁の 16 進数を指定してください',
};
const TEXT = z.string().trim().min(1);
/** The list, as found in a file or in the configuration. */
export const ACCEPTED = z.array(
  z.strictObject({
    detector: z.enum(DETECTOR_IDS),
    key: TEXT,
    digest: z.string().regex(/^[0-9a-f]{32}$/, DIGEST.en),
    reason: TEXT,
    name: TEXT,
    date: z.iso.date(),
  }),
);

/**
 * Checks a list of accepted findings; `where` is for messages. Throws `usage` for an incomplete one: an exception
 * without a reason, a name and a date does not count.
 */
export function acceptedFindings(value: unknown, where: string): readonly AcceptedFinding[] {
  const checked = ACCEPTED.safeParse(value ?? []);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const [entry, ...field] = issue!.path;
  const place = [Number(entry) + 1, ...field].join(', ');
  const at = entry === undefined ? { en: '', ja: '' } : { en: ` (entry ${place})`, ja: `（項目 ${place}）` };
  const said = issueMessage(issue!);
  throw new ZenbunError(
    'usage',
    { en: `${where}${at.en}: ${said.en}`, ja: `${where}${at.ja}：${said.ja}` },
    { advice: EXAMPLE },
  );
}

const EXAMPLE: Message = {
  en: 'Each entry is {detector, key, digest, reason, name, date}; detector, key and digest are in the result (--json, --md).',
  ja: '各項目は {detector, key, digest, reason, name, date} です。detector、key、digest は結果（--json、--md）にあります。',
};

/** Reads a file of accepted findings, YAML or JSON. Throws `not-found`, and `usage` like `acceptedFindings`. */
export async function readAcceptedFindings(path: string): Promise<readonly AcceptedFinding[]> {
  const source = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${cause.message}`, ja: `${path} を読めません：${cause.message}` },
      { cause },
    );
  });
  // The core schema keeps dates as text.
  const document = parseDocument(source, { schema: 'core', prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw brokenYaml(path, broken.message.split('\n')[0]!);
  return acceptedFindings(aliasesResolved(document, path), path);
}

/** Resolves aliases. An alias that leads nowhere, or expands to too much, is a fault of the file. */
function aliasesResolved(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw brokenYaml(path, cause instanceof Error ? cause.message.split('\n')[0]! : String(cause));
  }
}

const { localeError: inJapanese } = z.locales.ja();

function issueMessage(issue: z.core.$ZodIssue): Message {
  if (issue.message === DIGEST.en) return DIGEST;
  const told = inJapanese(issue as z.core.$ZodRawIssue);
  return { en: issue.message, ja: (typeof told === 'string' ? told : told?.message) ?? issue.message };
}

const brokenYaml = (path: string, why: string) =>
  new ZenbunError(
    'usage',
    { en: `${path}: ${why}`, ja: `${path}：YAML として解釈できません（${why}）` },
    { advice: EXAMPLE },
  );
