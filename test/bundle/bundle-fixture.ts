import { verifyBundle } from '../../src/gates/index.ts';
import type { Verification } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { type BundleInputs, NOW, OURS, SUPPLIER, writeInputs } from './made-inputs.ts';

/** Writes results, a statement and a ledger, each to its own file; removed when the test ends. */
export const bundleInputs = (exchanges = 3): Promise<BundleInputs> => writeInputs(folderWith({}), exchanges);

/** Verifies a bundle with both keys. */
export const verified = (path: string, options: Partial<Parameters<typeof verifyBundle>[1]> = {}) =>
  verifyBundle(path, { keys: [OURS, SUPPLIER], now: () => NOW, ...options });

/** Lists the failed checks, each as its name and path. */
export const failures = ({ checks }: Verification): string[] =>
  checks.filter(({ state }) => state === 'failed').map(({ check, path }) => `${check} ${path}`);
