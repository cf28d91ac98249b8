import { isObject } from '../formats/turns/text-of.ts';

/**
 * Returns the samples of a log stored in one file: promptfoo's results (`results.results`), Inspect's samples next to
 * `eval`, HELM's `request_states`, `jailbreaks` of JailbreakBench, and HarmBench's lists by behaviour. null for any
 * other record.
 */
export function samplesOf(record: unknown): readonly unknown[] | null {
  if (!isObject(record)) return null;
  const results = isObject(record.results) ? record.results.results : record.results;
  for (const list of [results, record.request_states, record.jailbreaks]) {
    if (Array.isArray(list) && list.length > 0 && list.every(isObject)) return list;
  }
  if (Array.isArray(record.samples) && isObject(record.eval)) return record.samples;
  const byBehaviour = Object.values(record);
  if (byBehaviour.length === 0 || !byBehaviour.every(Array.isArray)) return null;
  const cases = byBehaviour.flat();
  return cases.length > 0 && cases.every((one) => isObject(one) && 'test_case' in one && 'generation' in one)
    ? cases
    : null;
}
