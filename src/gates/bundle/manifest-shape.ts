import * as z from 'zod';

const count = z.number().int().min(0);
const digest = z.string().regex(/^[\da-f]{64}$/);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/);

/**
 * Shape of the signed statement that is a bundle's manifest, for outsiders who check it with a JSON Schema validator.
 * zenbun itself reads manifests with `readManifest`.
 */
export const MANIFEST_SHAPE = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.strictObject({ name, digest: z.strictObject({ sha256: digest }) })),
  predicateType: z.literal('urn:zenbun:statement:bundle:1'),
  predicate: z.strictObject({
    schema: z.literal('zenbun.bundle/1'),
    tool: z.strictObject({ name: z.literal('zenbun'), version: z.string() }),
    at: z.string(),
    redacted: z.boolean(),
    ledgers: z.array(
      z.strictObject({
        ...{ folder: z.string().regex(/^ledger\/[1-9]\d*$/), origin: z.string(), vkey: z.string(), root: z.string() },
        ...{ size: count, from: count, to: count, entries: z.enum(['leaves', 'redacted']) },
      }),
    ),
    parts: z.array(
      z.strictObject({
        name,
        kind: z.enum(['readme', 'checklist', 'ledger', 'policy', 'report', 'result', 'schema', 'statement']),
        bytes: count,
        original: z.strictObject({ sha256: digest, bytes: count }).nullable(),
      }),
    ),
  }),
});
