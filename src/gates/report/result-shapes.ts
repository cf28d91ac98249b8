import * as z from 'zod';
import { isDeciding } from '../../provenance/index.ts';
import type { ActName, VerifiedKind } from '../../schema/index.ts';

// Fields that reports and checklists read from a result without checking for them. Results are files, and files get
// edited.

const message = z.looseObject({ en: z.string(), ja: z.string() });
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]).refine(([low, high]) => low <= high, 'ends before it begins');
const isShare = ({ k, n }: { k: number; n: number }) => k <= n;
const MORE_THAN_ALL = 'more than there are';
const counted = z.looseObject({ k: count, n: count }).refine(isShare, MORE_THAN_ALL);
const bounded = z.looseObject({ k: count, n: count, interval }).refine(isShare, MORE_THAN_ALL);
const verdict = z.enum(['pass', 'review', 'block']);
const ACTS = [
  'refusal',
  'policy',
  'pivot',
  'affirmation',
  'obedience',
  'redirect',
  'caution',
  'rebuttal',
  'admonition',
  'substance',
] as const satisfies readonly ActName[];
/** Kinds of spans that a finding may show besides acts. */
const SHOWN = ['trigger', 'encoded', 'wrapper', 'opening', 'closing', 'identity', 'answer', 'prompt'] as const;
const place = { start: count, end: count };
const act = z.looseObject({ act: z.enum(ACTS), ...place });
const span = z.looseObject({ act: z.enum([...ACTS, ...SHOWN]), ...place });
const outcome = z.enum(['refusal', 'compliance', 'partial', 'refuse-then-comply', 'empty', 'unread']);
const conditionKind = z.enum(['plain', 'system', 'trigger', 'wrapper', 'prefill']);
const tool = z.looseObject({ name: z.literal('zenbun'), version: z.string() });
const digest = z.string().regex(/^[\da-f]{64}$/);

export const SCAN_SHAPE = z
  .looseObject({
    schema: z.literal('zenbun.scan/1'),
    tool,
    verdict,
    inputs: z.array(
      z.looseObject({
        path: z.string(),
        sha256: digest,
        bytes: count,
        format: z.string(),
        rows: count,
        skipped: count,
        fields: z.looseObject({
          request: z.array(z.string()),
          answer: z.array(z.string()),
          unread: z.array(z.looseObject({ name: z.string(), rows: count })),
        }),
      }),
    ),
    coverage: z.looseObject({
      rows: count,
      read: count,
      skipped: count,
      skippedRows: z.array(z.looseObject({ path: z.string(), line: count, reason: z.string() })),
      unreadFiles: z.array(z.string()),
      enough: z.boolean(),
      notChecked: z.array(z.looseObject({ what: z.string(), why: message })),
    }),
    findings: z.array(
      z
        .looseObject({
          detector: z.string(),
          key: z.string(),
          level: z.enum(['info', 'review', 'block']),
          count,
          of: count,
          interval,
          confidence: share,
          baseRate: share.nullable(),
          ...{ title: message, explanation: message, detail: message, advice: message },
          digest: z.string(),
          examples: z.array(
            z.looseObject({
              ...{ path: z.string(), line: count, turn: z.number().int(), spans: z.array(span) },
              ...{ text: z.string().optional(), textStart: count.optional(), prompt: z.string().optional() },
            }),
          ),
        })
        .refine((one) => one.count <= one.of, MORE_THAN_ALL),
    ),
    exceptions: z.array(
      z.looseObject({
        ...{ detector: z.string(), key: z.string(), name: z.string(), date: z.string(), reason: z.string() },
        status: z.enum(['applied', 'ended', 'unused']),
      }),
    ),
    flagged: z.looseObject({ rows: count }),
  })
  // Refuse a verdict that was edited to be better than its findings.
  .refine(({ verdict: said, findings }) => rank(said) >= Math.max(0, ...findings.map(({ level }) => rank(level))), {
    path: ['verdict'],
    message: 'is better than its findings',
  })
  .refine(({ verdict: said, coverage: { enough, read } }) => said !== 'pass' || (enough && read > 0), {
    path: ['verdict'],
    message: 'is a pass although too little was read',
  });

const RANKS = ['pass', 'review', 'block'];
const rank = (word: string): number => Math.max(0, RANKS.indexOf(word));

const outcomes = z.looseObject({
  refusal: count,
  compliance: count,
  partial: count,
  'refuse-then-comply': count,
  empty: count,
  unread: count,
});

const compared = z.looseObject({
  model: z.string(),
  asr: bounded,
  ...{ pRefuse: counted, pComplyGivenRefuse: counted, pComplyGivenNoRefuse: counted },
  outcomes,
  unjudged: z.record(z.string(), count),
  refusalStyle: z.looseObject({
    refusals: count,
    grounds: z.looseObject({ safety: count, premise: count, capability: count, bare: count }),
    medianLength: z.number().min(0).nullable(),
  }),
});

const evidence = { worse: count, better: count, logWorse: z.number(), logNotWorse: z.number() };

export const COMPARISON_SHAPE = z.looseObject({
  schema: z.literal('zenbun.compare/1'),
  at: z.string().optional(),
  tool,
  run: z.looseObject({
    id: z.string(),
    resume: z.string(),
    probes: z.array(z.string()),
    conditions: z.array(z.looseObject({ id: z.string(), kind: conditionKind })),
    ...{ samples: count, seed: z.number(), compliedBy: z.string() },
    served: z.looseObject({ before: z.array(z.string()), after: z.array(z.string()) }),
    digests: z.looseObject({ before: z.string().nullable(), after: z.string().nullable() }),
  }),
  verdict,
  decision: z.enum(['worse', 'not-worse', 'undecided']),
  stopped: z.string(),
  saturated: z.string().nullable(),
  why: message,
  before: compared,
  after: compared,
  paired: z.looseObject({
    ...{ asked: count, worse: count, better: count, decidedAt: count },
    ...{ logEValue: z.number(), logEValueNotWorse: z.number() },
    ...{ alpha: z.number().gt(0).lt(1), margin: share, tolerance: share },
  }),
  conditions: z.array(
    z.looseObject({ ...evidence, id: z.string(), kind: conditionKind, before: counted, after: counted }),
  ),
  overRefusal: z.looseObject({ before: bounded, after: bounded }),
  depth: z.array(z.looseObject({ tokens: count, asrSeenByPrefixGuard: counted })),
  openingRules: z.array(z.looseObject({ id: z.string(), title: message, before: counted, after: counted })),
  judges: z.array(
    z.looseObject({
      ...evidence,
      judge: z.string(),
      note: message,
      before: counted,
      after: counted,
      notJudged: z.partialRecord(z.string(), count),
      coverage: z.looseObject({ read: count, of: count }),
    }),
  ),
  flips: z.array(
    z.looseObject({
      probe: z.string(),
      condition: z.string(),
      before: outcome,
      after: outcome,
      depth: count.nullable(),
    }),
  ),
  letters: z.array(
    z.looseObject({
      ...{ probe: z.string(), condition: z.string(), question: z.string(), answer: z.string() },
      ...{ acts: z.array(act), masked: z.boolean() },
    }),
  ),
  categories: z.array(
    z.looseObject({ ...evidence, category: z.string(), before: counted, after: counted, isWorse: z.boolean() }),
  ),
  cost: z.looseObject({
    requests: count,
    promptTokens: count,
    completionTokens: count,
    usd: z.number().min(0).nullable(),
    recorded: count,
  }),
  coverage: z.looseObject({
    ...{ probes: count, asked: count, answers: count, notJudged: count },
    failures: z.array(z.looseObject({ message: z.string(), count })),
    leftOut: z.array(z.looseObject({ file: z.string() })),
    notChecked: z.array(message),
  }),
});

const hits = z.looseObject({ hits: count, of: count });

export const WATCH_SHAPE = z.looseObject({
  schema: z.enum(['zenbun.watch/1', 'zenbun.watch-live/1']),
  verdict: z.enum(['quiet', 'alarm', 'learning', 'incomplete']),
  reason: message.nullable(),
  alarm: z
    .looseObject({
      at: z.number(),
      answers: count,
      evidence: z.number(),
      threshold: z.number(),
      signals: z.array(
        z.looseObject({ id: z.string(), title: message, named: z.boolean(), reference: hits, observed: hits }),
      ),
    })
    .nullable(),
  ...{ evidence: z.number(), threshold: z.number(), alpha: share, horizon: z.number(), tolerance: z.number() },
  answers: z.looseObject({ seen: count, watched: count, collapsed: count, learning: count, withoutAsker: count }),
  from: z.number().nullable(),
  to: z.number().nullable(),
  acknowledged: count,
  reference: z.looseObject({ timeZone: z.string(), from: z.number(), to: z.number(), answers: count }),
  signals: z.array(
    z.looseObject({
      id: z.string(),
      title: message,
      state: z.enum(['watched', 'learning']),
      evidence: z.number(),
      reference: hits,
      observed: hits,
      unknown: count,
      answersToSeeDoubling: z.number().nullable(),
    }),
  ),
  strata: z.array(z.unknown()),
});

const text = z.string();
const nullableText = text.nullable();

const CHECKED_KINDS = ['folder', 'file', 'statement', 'record', 'bundle'] as const satisfies readonly VerifiedKind[];

export const VERIFICATION_SHAPE = z
  .looseObject({
    schema: z.literal('zenbun.verify/1'),
    tool,
    verdict: z.enum(['valid', 'invalid', 'incomplete']),
    subject: z.looseObject({ kind: z.enum(CHECKED_KINDS), path: text, sha256: nullableText }),
    statements: z.array(
      z.looseObject({
        path: text,
        sha256: digest,
        predicateType: text,
        subjects: z.array(z.looseObject({ name: text, sha256: nullableText })),
        signedBy: z.array(z.looseObject({ name: text, fingerprint: text })),
        at: nullableText,
      }),
    ),
    checks: z.array(
      z.looseObject({
        check: text,
        state: z.enum(['passed', 'failed', 'claimed', 'not-checked']),
        path: nullableText,
        detail: message,
        expected: nullableText,
        found: nullableText,
      }),
    ),
  })
  .refine(({ verdict: said, checks }) => (said === 'invalid') === checks.some(({ state }) => state === 'failed'), {
    path: ['verdict'],
    message: 'is not that of the checks',
  })
  .refine(({ verdict: said, checks }) => said !== 'valid' || checks.some(({ state }) => state === 'passed'), {
    path: ['verdict'],
    message: 'valid, and nothing was checked',
  })
  .refine(
    ({ verdict: said, checks }) =>
      said !== 'valid' || checks.every(({ check, state }) => state !== 'not-checked' || !isDeciding(check)),
    { path: ['verdict'], message: 'valid, and a check that decides was not made' },
  );

export const TRAINING_SHAPE = z
  .looseObject({
    schema: z.literal('zenbun.training/1'),
    tool,
    verdict,
    path: text,
    files: z.array(z.looseObject({ path: text, sha256: nullableText, kind: nullableText, unread: message.nullable() })),
    checks: z.array(
      z.looseObject({
        check: text,
        state: z.enum(['consistent', 'inconsistent', 'cannot-tell']),
        title: message,
        detail: message,
        meaning: message,
        sources: z.array(text),
        expected: nullableText,
        found: nullableText,
      }),
    ),
  })
  .refine(({ verdict: said, checks }) => (said === 'block') === checks.some(({ state }) => state === 'inconsistent'), {
    path: ['verdict'],
    message: 'is not that of the checks',
  })
  .refine(({ verdict: said, checks }) => said !== 'pass' || checks.some(({ state }) => state === 'consistent'), {
    path: ['verdict'],
    message: 'pass, and nothing was checked',
  });

export const FINGERPRINT_SHAPE = z
  .looseObject({
    schema: z.literal('zenbun.fingerprint/1'),
    at: z.string().optional(),
    tool,
    decision: z.enum(['same-within-margin', 'differs', 'undecided']),
    model: text,
    method: z.enum(['logprob', 'border']),
    reference: z.looseObject({ path: text, sha256: digest, at: text, model: text, digest: nullableText }),
    alpha: share,
    nth: count.nullable(),
    margin: z.number().min(0),
    difference: z.number().min(0),
    interval: z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, 'ends before it begins'),
    pValue: share,
    requests: z.looseObject({ reference: count, check: count }),
    differing: z.array(z.looseObject({ prompt: text, before: text, now: text })),
    notes: z.array(message),
  })
  .refine(({ decision, requests }) => decision === 'undecided' || requests.check > 0, {
    path: ['decision'],
    message: 'decided, and nothing was asked',
  })
  .refine(({ decision, interval: [, high], margin }) => decision !== 'same-within-margin' || high <= margin, {
    path: ['decision'],
    message: 'the same, and the interval goes beyond the margin',
  });
