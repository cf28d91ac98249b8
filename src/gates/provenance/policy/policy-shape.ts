import * as z from 'zod';
import { POLICY_SCHEMA, PREDICATES } from '../../../provenance/index.ts';

const NAMES = Object.keys(PREDICATES);
const NAMES_LISTED = `one of ${NAMES.join(', ')}, or a predicate type as it stands`;

const name = z.string().min(1);
const sha256 = z
  .string()
  .refine((text) => /^[0-9a-f]{64}$/.test(text), 'a SHA-256: 64 lower-case hex digits')
  .meta({ pattern: '^[0-9a-f]{64}$' });
const statementKind = z
  .string()
  .refine((text) => NAMES.includes(text) || text.includes(':'), NAMES_LISTED)
  .describe(`${NAMES.join(', ')}, or a predicate type (a URI)`);
const days = z.number().positive();

const signer = z.strictObject({
  name: name.describe('for people'),
  keys: z
    .array(name)
    .optional()
    .describe('paths of public keys or certificates (relative to this file), keys in PEM, or SHA-256 of SPKI'),
  certificates: z
    .array(
      z.strictObject({
        identity: name.describe('alternative name of the subject, exactly: an address or URI'),
        issuer: name.optional().describe('OpenID Connect issuer, or name of the issuer'),
      }),
    )
    .optional(),
  may: z.array(statementKind).optional().describe('what they may sign; absent: everything'),
});

/** A policy file: who may sign what, which statements are required, which digests are allowed, and maximum ages. */
export const POLICY_SHAPE = z.strictObject({
  schema: z.literal(POLICY_SCHEMA),
  signers: z.array(signer).optional(),
  require: z.array(statementKind).optional().describe('statements that must be there, signed by somebody who may'),
  allow: z.array(sha256).optional().describe('the only digests that may be used'),
  deny: z.array(sha256).optional().describe('digests that may not be used'),
  maxAgeDays: z
    .union([days, z.record(z.string(), days)])
    .optional()
    .describe('how many days a statement counts; or by kind, * for the others'),
  custody: z
    .union([z.boolean(), z.strictObject({ from: name.optional(), to: name.optional() })])
    .optional()
    .describe('an unbroken chain of hand-overs must be there; from whom, to whom'),
});

/** Returns its JSON schema, for editors. */
export const policyJsonSchema = (): unknown => ({
  ...z.toJSONSchema(POLICY_SHAPE),
  title: 'zenbun policy',
  description: 'Whose word counts when zenbun verify looks at models, data and statements about them',
});
