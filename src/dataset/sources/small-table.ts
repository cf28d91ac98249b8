import { readFile, stat } from 'node:fs/promises';
import { fieldNamingOf } from '../fields/field-naming.ts';
import { fileRecords } from '../file-records.ts';
import { recordReader } from '../read-record.ts';
import { type FilePlace, HEAD_BYTES, isProse } from './beside-data.ts';

/** Maximum number of records of a minor file; more make a table. */
const FEW = 20;

/**
 * Decides the place of a small `.json`, `.csv` or `.tsv` file in a folder. Files of settings, counts and measurements,
 * in which no record is a row or contains prose, are left aside; if they have many records and contain words, they
 * count as unread. Anything else is read, so that its own errors explain what is wrong with it.
 */
export async function placeOfSmallTable(path: string): Promise<FilePlace> {
  const known = await stat(path).catch(() => null);
  if (known === null || known.size === 0 || known.size > HEAD_BYTES) return 'read';
  const bytes = await readFile(path).catch(() => null);
  // Most files hold rows, and this shows without parsing them twice.
  if (
    bytes === null ||
    bytes
      .toString('utf8')
      .split(/["\n\t]/)
      .some(isProse)
  )
    return 'read';
  // A faulty catalogue is reported when the file is read.
  const naming = await fieldNamingOf(path).catch(() => null);
  if (naming !== null) return 'read';
  const read = recordReader('auto', null);
  let records = 0;
  let holdsWords = false;
  try {
    for await (const record of fileRecords(path)) {
      if ('unread' in record || typeof read(record.value) !== 'string') return 'read';
      records += 1;
      const texts = textsIn(record.value);
      if (texts.some(isProse)) return 'read';
      holdsWords ||= texts.some((text) => /\S\s\S|[\u3041-\u9fff]/.test(text));
    }
  } catch {
    return 'read';
  }
  if (records === 0) return 'read';
  return records > FEW && holdsWords ? 'unread' : 'aside';
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
