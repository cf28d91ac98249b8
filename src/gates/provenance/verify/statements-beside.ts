import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PREDICATES, parseSignedFile, parseStatement } from '../../../provenance/index.ts';
import { kindsAt, kindsBeside, placeBeside } from '../attest/statement-place.ts';
import type { StatementFile } from './opened-statement.ts';
import { readStatementFile } from './read-statement.ts';
import type { VerifyContext } from './verify-context.ts';

/** Names of signatures written by other tools: endings after the folder's name, beside it, and names inside it. */
const BESIDE = ['.sig', '.oms.json', '.sigstore.json'];
const INSIDE = ['model.sig', 'claims.jsonl.sig', 'model.oms.json'];

/**
 * Statements about a folder or file that were named or found: about its content (OpenSSF Model Signing), and others.
 */
export interface StatementsBeside {
  readonly signings: readonly StatementFile[];
  readonly others: readonly StatementFile[];
}

/**
 * Reads these statements. A named signature that is not a statement counts as one about the content, and is refused
 * there. Throws as `readStatementFile` does.
 */
export async function statementsBeside(
  path: string,
  isFolder: boolean,
  options: VerifyContext,
): Promise<StatementsBeside> {
  const named = [...options.signatures, ...options.statements];
  const found = options.signatures.length === 0 ? await pathsBeside(path, isFolder) : [];
  const paths = [...new Set([...named, ...found])];
  const files: StatementFile[] = [];
  for (const one of paths) files.push({ path: one, bytes: await readStatementFile(one) });
  const signings = files.filter((file) => options.signatures.includes(file.path) || isSigning(file));
  return { signings, others: files.filter((file) => !signings.includes(file)) };
}

async function pathsBeside(path: string, isFolder: boolean): Promise<string[]> {
  const base = path.replace(/\/+$/, '') || path;
  const real = await realpath(path);
  const isLink = real !== resolve(path);
  const ours = [
    ...(await kindsAt(path)).map((kind) => placeBeside(base, kind)),
    ...(isLink ? (await kindsBeside(path)).map((kind) => placeBeside(real, kind)) : []),
  ];
  const others = [
    ...BESIDE.map((ending) => `${base}${ending}`),
    ...(isFolder ? INSIDE.map((name) => join(path, name)) : []),
  ];
  const there = await Promise.all(
    others.map((one) =>
      stat(one).then(
        (known) => known.isFile(),
        () => false,
      ),
    ),
  );
  return [...ours, ...others.filter((_, at) => there[at])];
}

/** Reports whether a statement says that it is about the content. */
export function isSigning({ bytes }: Pick<StatementFile, 'bytes'>): boolean {
  try {
    return parseStatement(parseSignedFile(bytes).envelope.payload).predicateType === PREDICATES.signing;
  } catch {
    return false;
  }
}
