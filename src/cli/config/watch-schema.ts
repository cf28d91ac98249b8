import * as z from 'zod';
import { HELP } from '../program/help/help-texts.ts';
import { count, optional, text } from './setting.ts';

/** `serve.watch` of zenbun.yaml. */
export const WATCH = z.strictObject({
  reference: optional(text, 'watchReferenceOf'),
  referenceFor: optional(text, 'watchReferenceFor'),
  alpha: optional(z.number().positive().lt(1), 'watchLiveAlpha'),
  horizon: optional(count, 'watchLiveHorizon'),
  tolerance: optional(z.number().min(1), 'watchLiveTolerance'),
  timeZone: optional(text, 'watchLiveTimeZone'),
  hours: optional(count, 'watchLiveHours'),
  perUnit: optional(
    z.strictObject({ answers: optional(count, 'rolloutPerUnit'), per: optional(text, 'rolloutPer') }),
    'rolloutPerUnit',
  ),
  identity: optional(text, 'watchLiveIdentity'),
  onAlarm: optional(z.enum(['tell', 'rollback', 'final']), 'watchOnAlarm'),
  webhooks: optional(
    z.array(
      z.strictObject({
        url: text.describe(HELP.watchWebhookUrl.en),
        template: optional(z.enum(['plain', 'slack', 'teams']), 'watchWebhookTemplate'),
        lang: optional(z.enum(['en', 'ja']), 'watchWebhookLang'),
        key: optional(text, 'watchWebhookKey'),
      }),
    ),
    'watchWebhooks',
  ),
});
