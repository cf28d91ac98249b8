import { type DataConditions, surveyConditions } from '../conditions/index.ts';
import { interrupted, rereadableFiles, ScannedRows, type ScanOptions, scan } from '../scan/index.ts';

export type DataConditionsOptions = Pick<
  ScanOptions,
  'signal' | 'format' | 'map' | 'onProgress' | 'jobs' | 'limits' | 'workerUrl'
>;

/**
 * Finds in training data the contexts under which a model should be asked (`surveyConditions`). Scans the data, then
 * reads it again for the exact texts (once, or twice if there is any text to look for), in bounded memory and with the
 * same result for any `jobs`. Progress of the later passes is reported as `second-pass`.
 *
 * Throws the errors of `scan`, and `usage` for standard input and pipes, which can be read only once.
 */
export async function conditionsFromData(
  paths: readonly string[],
  options: DataConditionsOptions = {},
): Promise<DataConditions> {
  const { signal } = options;
  const files = await rereadableFiles(paths, signal);
  // Scan the paths as named, so that unread files of a folder count here too.
  const scanned = await scan({ ...options, paths });
  const rows = await ScannedRows.of(files, scanned.inputs, options);
  try {
    return await surveyConditions(scanned, (see) =>
      rows.each(({ targets, system }) => see(targets[0]?.prompt ?? '', system)),
    );
  } catch (error) {
    throw signal?.aborted ? interrupted() : error;
  } finally {
    await rows.close();
  }
}
