import { writeWhole } from '../../files/index.ts';
import { writeStdout } from '../terminal/stdout.ts';

/** Destination of a result. */
export interface ResultFlags {
  /** A file, or `-` for standard output, which then replaces the page. */
  readonly json?: string;
  readonly quiet?: boolean;
}

/** Writes a result as JSON if requested, and its page unless standard output is taken or `quiet` is set. */
export async function writeResult({ json, quiet }: ResultFlags, result: unknown, page: () => string): Promise<void> {
  const text = json === undefined ? '' : `${JSON.stringify(result, null, 2)}\n`;
  if (json !== undefined && json !== '-') await writeWhole(json, text);
  if (json === '-') await writeStdout(text);
  else if (!quiet) await writeStdout(page());
}
