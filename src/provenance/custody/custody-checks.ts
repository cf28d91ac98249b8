import type { Message, VerificationCheck } from '../../schema/index.ts';
import type { ProvenancePolicy } from '../policy/policy.ts';
import { readHandover } from '../predicates/handover.ts';
import { PREDICATES } from '../statement.ts';
import { check } from '../verify/check.ts';
import type { VerifiedStatement } from '../verify/trust.ts';
import { type CustodyBreak, type CustodyChain, custodyOf, type SignedHandover } from './custody.ts';

const BREAKS: Readonly<Record<CustodyBreak['kind'], Message>> = {
  'missing-link': {
    en: 'The hand-over that it names as the one before is not there.',
    ja: '直前の引き渡しとして指定されたステートメントがありません。',
  },
  fork: {
    en: 'Two hand-overs name the same one before, or both say that they are the first.',
    ja: '2 つの引き渡しが同じ直前の引き渡しを指しているか、どちらも最初の引き渡しとされています。',
  },
  'other-subject': {
    en: 'It is about something else than the hand-over before.',
    ja: '対象が直前の引き渡しと異なります。',
  },
  'time-back': { en: 'It is earlier than the hand-over before.', ja: '日時が直前の引き渡しより前です。' },
  'other-giver': {
    en: 'Who gives is not who received in the hand-over before.',
    ja: '引き渡した者が、直前の引き渡しで受け取った者と異なります。',
  },
  'other-signer': {
    en: 'It is not signed with the key of who gives.',
    ja: '引き渡した者の鍵で署名されていません。',
  },
};

/** Returns the hand-overs among verified statements. Unreadable ones have failed before and are left out. */
function handoversIn(statements: readonly VerifiedStatement[]): readonly SignedHandover[] {
  return statements.flatMap(({ path, statement, opened, signers, checks }) => {
    if (statement?.predicateType !== PREDICATES.handover || opened === null) return [];
    try {
      const handover = readHandover(statement.predicate);
      const subjects = statement.subject.map(({ digest }) => digest.sha256 ?? Object.values(digest).join(' '));
      const signed = signers.map(({ fingerprint }) => fingerprint);
      return [{ path, sha256: opened.sha256, subjects, handover, signers: signed }];
    } catch (error) {
      if (checks.some(({ state }) => state === 'failed')) return [];
      throw error;
    }
  });
}

function endChecks(chain: CustodyChain, wanted: NonNullable<ProvenancePolicy['custody']>): VerificationCheck[] {
  const [first, last] = [chain.order[0], chain.order.at(-1)];
  if (first === undefined || last === undefined) {
    const detail = {
      en: 'The policy asks for hand-overs, and there are none.',
      ja: 'ポリシーで必須の引き渡しの記録がありません。',
    };
    return [check('custody', 'failed', detail)];
  }
  const ends = [
    { link: first, expected: wanted.from, found: first.handover.from.name },
    { link: last, expected: wanted.to, found: last.handover.to.name },
  ];
  return ends.flatMap(({ link, expected, found }) => {
    if (expected === null || expected === found) return [];
    const detail = {
      en: `The chain of hands should reach from ${wanted.from ?? '…'} to ${wanted.to ?? '…'}.`,
      ja: `引き渡しは ${wanted.from ?? '…'} から ${wanted.to ?? '…'} まで続いている必要があります。`,
    };
    return [check('custody-end', 'failed', detail, { path: link.path, expected, found })];
  });
}

/**
 * Checks the chain formed by the hand-overs among the statements, and reports where it breaks. Returns no checks if
 * there are no hand-overs and no policy asks for them.
 */
export function custodyChecks(
  statements: readonly VerifiedStatement[],
  policy: ProvenancePolicy | null,
): readonly VerificationCheck[] {
  const chain = custodyOf(handoversIn(statements));
  const wanted = policy?.custody ?? null;
  const ends = wanted === null ? [] : endChecks(chain, wanted);
  if (chain.order.length === 0) return ends;
  const broken = chain.breaks.map(({ kind, path, expected, found }) =>
    check(`custody-${kind}`, 'failed', BREAKS[kind], { path, expected, found }),
  );
  const unbound = chain.unbound.map((path) => {
    const detail = {
      en: 'No key is stated for who gives, so that only the signer says who it was.',
      ja: '引き渡した者の鍵の記載がないため、引き渡した者が誰かは署名者の申告のみに基づきます。',
    };
    return check('custody-giver', 'claimed', detail, { path });
  });
  const hands = [chain.order[0]!.handover.from.name, ...chain.order.map(({ handover }) => handover.to.name)].join(
    ' → ',
  );
  const detail = {
    en: `The chain of hand-overs has no gap (${chain.order.length}): ${hands}.`,
    ja: `引き渡しの記録に途切れはありません（${chain.order.length} 件）：${hands}`,
  };
  const whole = broken.length === 0 ? [check('custody', 'passed', detail)] : [];
  return [...whole, ...broken, ...unbound, ...ends];
}
