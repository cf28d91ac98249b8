import * as z from 'zod';
import { FORMAT_NAMES } from '../../dataset/index.ts';
import { HELP } from '../program/help/help-texts.ts';
import { ACCEPTED } from './accepted-findings.ts';
import { SERVE } from './serve-schema.ts';
import { amount, count, optional, text, texts, whole } from './setting.ts';

// The only definition of the settings: configurations are checked against it, and `npm run config-schema` exports it
// for editors.

const SCAN = z.strictObject({
  failOn: optional(z.enum(['review', 'block']), 'failOn'),
  format: optional(text, 'format'),
  map: optional(text, 'scanMap'),
  jobs: optional(count, 'jobs'),
  maxSkipped: optional(text, 'maxSkipped'),
  show: optional(whole, 'show'),
  /** Entries are checked when the scan begins. */
  accept: optional(z.union([text, z.array(z.unknown())]), 'accept'),
});

const COMPARE = z.strictObject({
  before: optional(text, 'before'),
  after: optional(text, 'after'),
  probes: optional(texts, 'compareProbes'),
  map: optional(text, 'probesMap'),
  data: optional(texts, 'data'),
  samples: optional(count, 'samples'),
  alpha: optional(amount, 'alpha'),
  margin: optional(amount, 'margin'),
  tolerance: optional(amount, 'tolerance'),
  maxRequests: optional(count, 'maxRequests'),
  maxTokens: optional(count, 'maxTokens'),
  maxCost: optional(amount, 'maxCost'),
  price: optional(texts, 'price'),
  concurrency: optional(count, 'concurrency'),
  timeout: optional(amount, 'timeout'),
  judge: optional(texts, 'judge'),
  prefill: optional(z.boolean(), 'prefill'),
  beforeDigest: optional(text, 'beforeDigest'),
  afterDigest: optional(text, 'afterDigest'),
  prefix: optional(count, 'prefix'),
  maxAnswerTokens: optional(count, 'maxAnswerTokens'),
  temperature: optional(amount, 'temperature'),
  seed: optional(whole, 'seed'),
  all: optional(z.boolean(), 'all'),
});

/** Schema of `zenbun.yaml`. Command-line flags override it. */
export const CONFIG = z.strictObject({
  lang: optional(z.enum(['en', 'ja']), 'lang'),
  scan: optional(SCAN, 'scan'),
  compare: optional(COMPARE, 'compare'),
  serve: optional(SERVE, 'serve'),
});

export type Config = z.infer<typeof CONFIG>;

/**
 * Returns the JSON schema of a configuration, for editors, including the entries of `scan.accept` and the names of
 * formats.
 */
export function configJsonSchema(): unknown {
  const accepted = z.union([text, ACCEPTED]).describe(HELP.accept.en);
  const format = z.enum(['auto', ...FORMAT_NAMES]).describe(HELP.format.en);
  const scan = SCAN.extend({ accept: z.exactOptional(accepted), format: z.exactOptional(format) });
  const all = CONFIG.extend({ scan: z.exactOptional(scan.describe(HELP.scan.en)) });
  return { title: 'zenbun.yaml', ...z.toJSONSchema(all.describe(HELP.config.en), { io: 'input' }) };
}
