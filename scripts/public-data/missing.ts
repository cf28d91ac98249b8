import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A public file on which pages are measured. None of these ships with the project. */
export interface PublicFile {
  /** Path within the data folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly address: string;
  readonly licence: string;
  /** How the file was made from the content at the address. */
  readonly made: string;
}

export const PUBLIC_FILES: readonly PublicFile[] = JSON.parse(
  readFileSync(new URL('./manifest.json', import.meta.url), 'utf8'),
);

/** A file that is missing or has other content. */
export interface MissingFile extends PublicFile {
  readonly why: 'not there' | 'another file';
}

/** Returns the files under `part` (`datasets/`, `responses/`; all by default) that a data folder lacks. */
export function missingFiles(dataFolder: string, part = ''): MissingFile[] {
  return PUBLIC_FILES.filter(({ file }) => file.startsWith(part)).flatMap((file): MissingFile[] => {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(dataFolder, file.file));
    } catch {
      return [{ ...file, why: 'not there' }];
    }
    const isSame = createHash('sha256').update(bytes).digest('hex') === file.sha256;
    return isSame ? [] : [{ ...file, why: 'another file' }];
  });
}

/** Describes the missing files and their sources. */
export function tellMissing(dataFolder: string, missing: readonly MissingFile[]): string {
  const lines = missing.map(
    ({ file, why, address, licence, made }) => `  ${file}: ${why}\n    from ${address} (${licence}); ${made}`,
  );
  return `${missing.length} public files are missing in ${dataFolder}:\n${lines.join('\n')}\n`;
}

/** Throws if a data folder lacks a file under `part`, because a page measured on other data would look the same. */
export function requirePublicFiles(dataFolder: string, part = ''): void {
  const missing = missingFiles(dataFolder, part);
  if (missing.length > 0) throw new Error(tellMissing(dataFolder, missing));
}
