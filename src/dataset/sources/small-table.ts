import { readFile, stat } from 'node:fs/promises';
import { fieldNamingOf } from '../fields/field-naming.ts';
import { fileRecords } from '../file-records.ts';
import { recordReader } from '../read-record.ts';
import { type FilePlace, HEAD_BYTES, isProse } from './beside-data.ts';

/** More records are a table of something. */
const FEW = 20;

/**
 * The place of a small `.json`, `.csv` or `.tsv` file of a folder: settings, counts and measures, of which no record is a row and
 * none says anything, are left aside, and unread where they are many and hold words. Anything else is read, and says itself what is wrong with it.
 */
export async function placeOfSmallTable(path: string): Promise<FilePlace> {
  const known = await stat(path).catch(() => null);
  if (known === null || known.size === 0 || known.size > HEAD_BYTES) return 'read';
  const bytes = await readFile(path).catch(() => null);
  // Most files hold rows, and need not be read twice to see it.
  if (
    bytes === null ||
    bytes
      .toString('utf8')
      .split(/["\n\t]/)
      .some(isProse)
  )
    return 'read';
  // What is wrong with a catalogue is told where the file is read.
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
