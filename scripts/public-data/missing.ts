import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A public file that pages are measured on. None of them ships with the project. */
export interface PublicFile {
  /** Within the data folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly address: string;
  readonly licence: string;
  /** How the file was made of what stands at the address. */
  readonly made: string;
}

export const PUBLIC_FILES: readonly PublicFile[] = JSON.parse(
  readFileSync(new URL('./manifest.json', import.meta.url), 'utf8'),
);

/** A file that is not there, or is another one. */
export interface MissingFile extends PublicFile {
  readonly why: 'not there' | 'another file';
}

/** Which of the files under `part` (`datasets/`, `responses/`; all unless given) a data folder lacks. */
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

/** What is missing, and where it is from. */
export function tellMissing(dataFolder: string, missing: readonly MissingFile[]): string {
  const lines = missing.map(
    ({ file, why, address, licence, made }) => `  ${file}: ${why}\n    from ${address} (${licence}); ${made}`,
  );
  return `${missing.length} public files are missing in ${dataFolder}:\n${lines.join('\n')}\n`;
}

/** Throws where a data folder lacks a file under `part`: a page measured on other data would look the same. */
export function requirePublicFiles(dataFolder: string, part = ''): void {
  const missing = missingFiles(dataFolder, part);
  if (missing.length > 0) throw new Error(tellMissing(dataFolder, missing));
}
