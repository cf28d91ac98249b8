import * as z from 'zod';
import { HELP } from '../program/help/help-texts.ts';
import { count, optional, text } from './setting.ts';

/** `serve.fingerprint` of zenbun.yaml. */
export const FINGERPRINT = z.strictObject({
  models: z
    .record(
      text,
      z.strictObject({
        reference: text.describe(HELP.fingerprintAgainst.en),
        requests: optional(count, 'fingerprintLiveRequests'),
        margin: optional(z.number().nonnegative(), 'fingerprintMargin'),
      }),
    )
    .describe(HELP.fingerprintLiveModels.en),
  every: optional(text, 'fingerprintLiveEvery'),
  alpha: optional(z.number().min(1e-4).max(0.5), 'fingerprintLiveAlpha'),
  onDiffers: optional(z.enum(['tell', 'rollback', 'final']), 'fingerprintOnDiffers'),
});
