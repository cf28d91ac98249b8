import { verifyBundle } from '../../src/gates/index.ts';
import type { Verification } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { type BundleInputs, NOW, OURS, SUPPLIER, writeInputs } from './made-inputs.ts';

/** Results, a statement and a ledger, each in its file; gone when the test ends. */
export const bundleInputs = (exchanges = 3): Promise<BundleInputs> => writeInputs(folderWith({}), exchanges);

/** What verifying with both keys says. */
export const verified = (path: string, options: Partial<Parameters<typeof verifyBundle>[1]> = {}) =>
  verifyBundle(path, { keys: [OURS, SUPPLIER], now: () => NOW, ...options });

/** What failed: name of the check and path. */
export const failures = ({ checks }: Verification): string[] =>
  checks.filter(({ state }) => state === 'failed').map(({ check, path }) => `${check} ${path}`);
