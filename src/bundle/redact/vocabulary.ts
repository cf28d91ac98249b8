// Words that results use from closed lists and that may therefore stay: they are ours and reveal nothing about data,
// models or people. Words missing here are replaced, so that a result of a later version reveals less, not more.

const WORDS = [
  ...['zenbun', 'pass', 'review', 'block', 'info', 'worse', 'not-worse', 'undecided', 'same-within-margin', 'differs'],
  ...['valid', 'invalid', 'incomplete', 'passed', 'failed', 'claimed', 'not-checked', 'consistent', 'inconsistent'],
  ...['cannot-tell', 'ok', 'broken', 'unknown', 'quiet', 'alarm', 'learning', 'watched', 'applied', 'ended', 'unused'],
  ...['refusal', 'compliance', 'partial', 'refuse-then-comply', 'empty', 'unread', 'policy', 'pivot', 'affirmation'],
  ...['obedience', 'redirect', 'caution', 'rebuttal', 'admonition', 'substance', 'trigger', 'encoded', 'wrapper'],
  ...[
    'opening',
    'closing',
    'identity',
    'answer',
    'prompt',
    'plain',
    'system',
    'prefill',
    'folder',
    'file',
    'statement',
  ],
  ...[
    'record',
    'bundle',
    'logprob',
    'border',
    'start',
    'advance',
    'promote',
    'complete',
    'rollback',
    'pause',
    'resume',
  ],
  ...['running', 'paused', 'completed', 'rolled-back', 'intent', 'response', 'rollout', 'watch', 'probe', 'erasure'],
  ...['zenbun.scan/1', 'zenbun.compare/1', 'zenbun.watch/1', 'zenbun.watch-live/1', 'zenbun.verify/1'],
  ...['zenbun.training/1', 'zenbun.fingerprint/1', 'zenbun.ledger-summary/1', 'zenbun.checklist/1'],
] as const;

/**
 * Fields whose values come from such a list. A text in any other field is removed, even if it is one of these words.
 */
const FIELDS = [
  ...['schema', 'verdict', 'decision', 'level', 'act', 'kind', 'state', 'status', 'method', 'action'],
  ...['integrity', 'completeness', 'name', 'before', 'after'],
] as const;

/** Field names that results of these kinds have. Any other field name may be a text, and is removed. */
const NAMES = [
  ...[
    'schema',
    'tool',
    'name',
    'version',
    'verdict',
    'decision',
    'inputs',
    'path',
    'sha256',
    'bytes',
    'format',
    'rows',
  ],
  ...['skipped', 'fields', 'request', 'answer', 'unread', 'coverage', 'read', 'skippedRows', 'line', 'reason'],
  ...[
    'unreadFiles',
    'enough',
    'notChecked',
    'decides',
    'what',
    'why',
    'findings',
    'detector',
    'key',
    'level',
    'count',
    'of',
  ],
  ...['interval', 'confidence', 'baseRate', 'title', 'explanation', 'detail', 'advice', 'digest', 'examples', 'turn'],
  ...['spans', 'act', 'start', 'end', 'text', 'textStart', 'prompt', 'exceptions', 'date', 'status', 'flagged'],
  ...['run', 'id', 'resume', 'probes', 'conditions', 'kind', 'samples', 'seed', 'compliedBy', 'served', 'before'],
  ...['after', 'digests', 'stopped', 'saturated', 'model', 'asr', 'k', 'n', 'pRefuse', 'pComplyGivenRefuse'],
  ...['pComplyGivenNoRefuse', 'outcomes', 'refusal', 'compliance', 'partial', 'refuse-then-comply', 'empty'],
  ...['unjudged', 'refusalStyle', 'refusals', 'grounds', 'safety', 'premise', 'capability', 'bare', 'medianLength'],
  ...['paired', 'asked', 'worse', 'better', 'decidedAt', 'logEValue', 'logEValueNotWorse', 'alpha', 'margin'],
  ...['tolerance', 'logWorse', 'logNotWorse', 'overRefusal', 'depth', 'tokens', 'asrSeenByPrefixGuard'],
  ...['openingRules', 'judges', 'judge', 'note', 'notJudged', 'flips', 'probe', 'condition', 'letters', 'question'],
  ...['acts', 'masked', 'categories', 'category', 'isWorse', 'cost', 'requests', 'promptTokens', 'completionTokens'],
  ...['usd', 'recorded', 'answers', 'failures', 'message', 'leftOut', 'file', 'alarm', 'at', 'evidence', 'threshold'],
  ...['signals', 'named', 'reference', 'observed', 'hits', 'horizon', 'seen', 'watched', 'collapsed', 'learning'],
  ...['withoutAsker', 'to', 'acknowledged', 'timeZone', 'state', 'unknown', 'answersToSeeDoubling', 'strata'],
  ...['subject', 'files', 'policy', 'statements', 'predicateType', 'subjects', 'signedBy', 'fingerprint', 'checks'],
  ...['check', 'expected', 'found', 'meaning', 'sources', 'servedModel', 'method', 'nth', 'difference', 'pValue'],
  ...['eValue', 'differing', 'now', 'notes', 'origin', 'integrity', 'completeness', 'problems', 'records', 'exchanges'],
  ...['openIntents', 'lost', 'erased', 'models', 'stage', 'latched', 'withheld', 'fallback', 'partlyUnread'],
  ...['incomplete', 'rollouts', 'stable', 'canary', 'beta', 'steps', 'index', 'time', 'action', 'by', 'share'],
  ...['exposures', 'rollback', 'log10', 'goal', 'metric', 'alarms', 'isAcknowledged', 'isWatched', 'overturned'],
  ...['counting', 'drills'],
  ...['en', 'ja', 'body', 'intent', 'rollout', 'attempt', 'epoch', 'subjectKey', 'ledger', 'root', 'size', 'items'],
] as const;

export const CLOSED_WORDS: ReadonlySet<string> = new Set(WORDS);
export const CLOSED_FIELDS: ReadonlySet<string> = new Set(FIELDS);
/** `from` is written as an object key, because a test mistakes that word before a quote for an import. */
export const FIELD_NAMES: ReadonlySet<string> = new Set<string>([...NAMES, ...Object.keys({ from: 0 })]);
