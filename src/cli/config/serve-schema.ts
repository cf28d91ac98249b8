import * as z from 'zod';
import type { AccessScope, GuardPolicy } from '../../schema/index.ts';
import { HELP } from '../program/help/help-texts.ts';
import { FINGERPRINT } from './fingerprint-schema.ts';
import { ROLLOUT } from './rollout-schema.ts';
import { amount, count, optional, text, texts } from './setting.ts';
import { WATCH } from './watch-schema.ts';

// Listed here because the gateway itself is loaded only to serve.
const POLICIES = ['final', 'judged', 'observe'] as const satisfies readonly GuardPolicy[];
const SCOPES = ['use', 'read-log', 'administer'] as const satisfies readonly AccessScope[];

const UPSTREAM = z.strictObject({
  url: text.describe(HELP.upstreamUrl.en),
  key: optional(text, 'upstreamKey'),
  keyHeader: optional(text, 'upstreamKeyHeader'),
  timeout: optional(amount, 'upstreamTimeout'),
  idleTimeout: optional(amount, 'upstreamIdleTimeout'),
});

const MODEL = z.strictObject({
  upstream: optional(text, 'modelUpstream'),
  model: optional(text, 'modelThere'),
  guard: optional(z.enum(POLICIES), 'serveGuard'),
  hold: optional(z.enum(['opening', 'all']), 'modelHold'),
  stage: optional(text, 'modelStage'),
  digest: optional(text, 'modelDigest'),
  fallback: optional(text, 'modelFallback'),
});

const KEY = z.strictObject({
  id: text.describe(HELP.serveKeyId.en),
  hash: text.describe(HELP.keyHash.en),
  scopes: optional(z.array(z.enum(SCOPES)), 'keyScopes'),
  requestsPerMinute: optional(count, 'keyRequests'),
  tokensPerMinute: optional(count, 'keyTokens'),
  concurrent: optional(count, 'keyConcurrent'),
});

const SHIP = z.strictObject({
  to: text.describe(HELP.shipTo.en),
  endpoint: optional(text, 'shipEndpoint'),
  region: optional(text, 'shipRegion'),
  keyId: optional(text, 'shipKeyId'),
  key: optional(text, 'shipKey'),
});

const LEASE = z.strictObject({
  driver: z.enum(['file', 'postgres']).describe(HELP.leaseDriver.en),
  url: optional(text, 'leaseUrl'),
  folder: optional(text, 'leaseFolder'),
});

const LEDGER = z.strictObject({
  folder: optional(text, 'serveLedgerFolder'),
  origin: optional(text, 'ledgerOrigin'),
  mode: optional(z.enum(['required', 'best-effort']), 'ledgerMode'),
  ship: optional(SHIP, 'ledgerShip'),
});

const CONSOLE = z.union([z.boolean(), z.strictObject({ runs: optional(text, 'consoleRuns') })]);

/** `serve:` of zenbun.yaml. */
export const SERVE = z.strictObject({
  listen: optional(z.union([text, count]), 'serveListen'),
  upstreams: optional(z.record(text, UPSTREAM), 'serveUpstreams'),
  models: optional(z.record(text, MODEL), 'serveModels'),
  rollouts: optional(z.record(text, ROLLOUT), 'serveRollouts'),
  watch: optional(WATCH, 'serveWatch'),
  fingerprint: optional(FINGERPRINT, 'serveFingerprint'),
  keys: optional(z.array(KEY), 'serveKeys'),
  ledger: optional(LEDGER, 'serveLedger'),
  lease: optional(LEASE, 'serveLease'),
  unread: optional(texts, 'serveUnread'),
  judge: optional(text, 'serveJudge'),
  console: optional(CONSOLE, 'serveConsole'),
  tls: optional(
    z.strictObject({ cert: text.describe(HELP.tlsCert.en), key: text.describe(HELP.tlsKey.en) }),
    'serveTls',
  ),
  maxRequestBytes: optional(count, 'maxRequestBytes'),
  maxAnswerChars: optional(count, 'maxAnswerChars'),
});
