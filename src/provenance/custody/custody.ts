import { parseInstant } from '../encoding/instant.ts';
import type { Handover } from '../predicates/handover.ts';

/** A hand-over that was opened. */
export interface SignedHandover {
  readonly path: string;
  /** SHA-256 of its payload, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of its subjects. */
  readonly subjects: readonly string[];
  readonly handover: Handover;
  /** Fingerprints of given keys that have signed it; empty where no key was given for it. */
  readonly signers: readonly string[];
}

/** Where a chain of hands does not hold. */
export interface CustodyBreak {
  readonly kind: /** The hand-over before is not among them. */
    | 'missing-link'
    /** Two name the same one before, or two are a first one. */
    | 'fork'
    | 'other-subject'
    /** It is earlier than the one before. */
    | 'time-back'
    /** Who gives is not who received. */
    | 'other-giver'
    /** The key that signed is not that of who gives. */
    | 'other-signer';
  /** Of the hand-over at which it breaks. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** Hand-overs in order, and where the chain breaks; it holds where `breaks` is empty. */
export interface CustodyChain {
  readonly order: readonly SignedHandover[];
  readonly breaks: readonly CustodyBreak[];
  /** Paths of those of whom no key binds who gives to who signed: it is only said. */
  readonly unbound: readonly string[];
}

/** The key that must have signed: what the one before says of the receiver, or else what it says itself. */
function expectedKey({ handover }: SignedHandover, before: SignedHandover | null): string | null {
  return before?.handover.to.key ?? handover.from.key;
}

function breaksAt(link: SignedHandover, before: SignedHandover | null): CustodyBreak[] {
  const breaks: CustodyBreak[] = [];
  const add = (kind: CustodyBreak['kind'], expected: string, found: string) => {
    if (expected !== found) breaks.push({ kind, path: link.path, expected, found });
  };
  const subjectsOf = ({ subjects }: SignedHandover) => [...new Set(subjects)].sort().join(' ');
  if (before !== null) {
    const [earlier, later] = [before.handover, link.handover];
    add('other-subject', subjectsOf(before), subjectsOf(link));
    if (parseInstant(later.at)! < parseInstant(earlier.at)!) add('time-back', earlier.at, later.at);
    add('other-giver', earlier.to.name, later.from.name);
    if (earlier.to.key !== null && later.from.key !== null) add('other-giver', earlier.to.key, later.from.key);
  }
  const key = expectedKey(link, before);
  if (key !== null && link.signers.length > 0 && !link.signers.includes(key))
    add('other-signer', key, link.signers.join(' '));
  return breaks;
}

/** Of each digest the hand-overs that name it as the one before; under the empty text those that name none or one that is not there. */
function followersOf(links: ReadonlyMap<string, SignedHandover>): Map<string, SignedHandover[]> {
  const followers = new Map<string, SignedHandover[]>();
  for (const link of links.values()) {
    const { previous } = link.handover;
    const key = previous !== null && links.has(previous) ? previous : '';
    followers.set(key, [...(followers.get(key) ?? []), link]);
  }
  // First by time, so that the order does not depend on that of the files.
  const order = (a: SignedHandover, b: SignedHandover) =>
    parseInstant(a.handover.at)! - parseInstant(b.handover.at)! || (a.sha256 < b.sha256 ? -1 : 1);
  for (const some of followers.values()) some.sort(order);
  return followers;
}

/** The chain that hand-overs make, whatever their order; the same one given twice counts once. */
export function custodyOf(handovers: readonly SignedHandover[]): CustodyChain {
  const links = new Map([...handovers].reverse().map((link) => [link.sha256, link]));
  const followers = followersOf(links);
  const order: SignedHandover[] = [];
  const breaks: CustodyBreak[] = [];
  const unbound: string[] = [];
  let first: SignedHandover | null = null;
  const waiting: [SignedHandover, SignedHandover | null][] = (followers.get('') ?? []).map((link) => [link, null]);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [link, before] = next;
    const { previous } = link.handover;
    if (before === null && previous !== null)
      breaks.push({ kind: 'missing-link', path: link.path, expected: previous, found: '' });
    else if (before === null && first !== null)
      breaks.push({ kind: 'fork', path: link.path, expected: first.path, found: link.path });
    if (before === null && previous === null) first ??= link;
    order.push(link);
    breaks.push(...breaksAt(link, before));
    if (expectedKey(link, before) === null) unbound.push(link.path);
    const [on, ...forks] = followers.get(link.sha256) ?? [];
    for (const fork of forks) breaks.push({ kind: 'fork', path: fork.path, expected: on!.path, found: fork.path });
    waiting.unshift(
      ...(followers.get(link.sha256) ?? []).map((each): [SignedHandover, SignedHandover] => [each, link]),
    );
  }
  return { order, breaks, unbound };
}
