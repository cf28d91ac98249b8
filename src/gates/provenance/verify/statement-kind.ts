import type { VerificationCheck } from '../../../schema/index.ts';
import { besideWhat } from '../attest/statement-place.ts';
import { FILE_KIND, FOLDER_KIND, isThere } from './content-kind.ts';
import { lookAt } from './named-thing.ts';
import { openStatement } from './opened-statement.ts';
import { readStatementFile } from './read-statement.ts';
import { isSigning } from './statements-beside.ts';
import { digestsAlongside, verificationOf } from './verification.ts';
import type { NamedThing, VerifiableKind, VerifyContext } from './verify-context.ts';

/**
 * A file with a signed statement. If its name, in the form used by `zenbun attest`, refers to something beside it, both
 * are verified together; otherwise the statement's subject is not compared.
 */
export const STATEMENT_KIND: VerifiableKind = {
  kind: 'statement',
  recognises: (thing) => !thing.isFolder && looksSigned(thing),
  async verify(thing, options) {
    const about = besideWhat(thing.path);
    if (about === null || !(await isThere(about))) return verifyAlone(thing, options);
    const { path, isFolder, head } = await lookAt(about);
    const bytes = await readStatementFile(thing.path);
    const role = isSigning({ bytes })
      ? { signatures: [thing.path] }
      : { statements: [...options.statements, thing.path] };
    return (isFolder ? FOLDER_KIND : FILE_KIND).verify({ path, isFolder, head }, { ...options, ...role });
  },
};

async function verifyAlone({ path }: NamedThing, options: VerifyContext) {
  const bytes = await readStatementFile(path);
  const atHand = await digestsAlongside(options);
  // The file was named itself.
  const asNamed = { ...options, statements: [...options.statements, path] };
  const statements = [await openStatement({ path, bytes }, atHand, asNamed)];
  for (const other of options.statements)
    statements.push(await openStatement({ path: other, bytes: await readStatementFile(other) }, atHand, asNamed));
  const isContent = isSigning({ bytes });
  const subject = { kind: 'statement' as const, path, sha256: null, files: null, bytes: bytes.length };
  const digests = atHand.map(({ sha256 }) => sha256);
  return verificationOf({ subject, statements, digests, checks: isContent ? [unseen(path)] : [] }, options);
}

const unseen = (path: string): VerificationCheck => ({
  check: 'file-digest',
  state: 'not-checked',
  path,
  detail: {
    en: 'The files that it signs were not compared: run zenbun verify on the folder, with --signature.',
    ja: '署名対象のファイルは照合していません。フォルダーを指定し、--signature を付けて実行してください。',
  },
  expected: null,
  found: null,
});

/**
 * Recognises a bundle, an envelope or an unsigned statement by its name, or by fields that rows of data do not have.
 */
function looksSigned({ path, head }: NamedThing): boolean {
  if (/\.(?:attest|bundle|sigstore|intoto|dsse)\.json$|\.sig$/i.test(path)) return true;
  const text = new TextDecoder().decode(head);
  return /^\s*\{/.test(text) && SIGNED_FIELDS.test(text);
}

const SIGNED_FIELDS =
  /"(?:verificationMaterial|dsseEnvelope|payloadType)"\s*:|"mediaType"\s*:\s*"application\/vnd\.dev\.sigstore|"_type"\s*:\s*"https:\/\/in-toto\.io\//;
