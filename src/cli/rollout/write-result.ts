import { writeWhole } from '../../files/index.ts';
import { writeStdout } from '../terminal/stdout.ts';

/** Where a result goes. */
export interface ResultFlags {
  /** A file, or `-` for standard output in the place of the page. */
  readonly json?: string;
  readonly quiet?: boolean;
}

/** Writes a result as JSON where that is wanted, and its page where nothing else is on standard output. */
export async function writeResult({ json, quiet }: ResultFlags, result: unknown, page: () => string): Promise<void> {
  const text = json === undefined ? '' : `${JSON.stringify(result, null, 2)}\n`;
  if (json !== undefined && json !== '-') await writeWhole(json, text);
  if (json === '-') await writeStdout(text);
  else if (!quiet) await writeStdout(page());
}
