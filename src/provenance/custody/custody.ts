import { parseInstant } from '../encoding/instant.ts';
import type { Handover } from '../predicates/handover.ts';

/** An opened hand-over. */
export interface SignedHandover {
  readonly path: string;
  /** SHA-256 of its payload, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of its subjects. */
  readonly subjects: readonly string[];
  readonly handover: Handover;
  /** Fingerprints of the given keys that have signed it; empty if no key was given for it. */
  readonly signers: readonly string[];
}

/** A break in a chain of custody. */
export interface CustodyBreak {
  readonly kind: /** The previous hand-over is missing. */
    | 'missing-link'
    /** Two hand-overs name the same previous one, or two are a first one. */
    | 'fork'
    | 'other-subject'
    /** It is earlier than the previous hand-over. */
    | 'time-back'
    /** The giver is not the previous receiver. */
    | 'other-giver'
    /** The signing key is not the giver's. */
    | 'other-signer';
  /** Path of the hand-over at which the chain breaks. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** Hand-overs in order, and the breaks of the chain; it holds if `breaks` is empty. */
export interface CustodyChain {
  readonly order: readonly SignedHandover[];
  readonly breaks: readonly CustodyBreak[];
  /** Paths of hand-overs without a key that ties the giver to the signer: the giver is only claimed. */
  readonly unbound: readonly string[];
}

/**
 * Returns the key that must have signed: the receiver's key in the previous hand-over, or else the giver's key in this
 * one.
 */
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

/**
 * Maps each digest to the hand-overs that name it as the previous one, and '' to those that name none or a missing one.
 */
function followersOf(links: ReadonlyMap<string, SignedHandover>): Map<string, SignedHandover[]> {
  const followers = new Map<string, SignedHandover[]>();
  for (const link of links.values()) {
    const { previous } = link.handover;
    const key = previous !== null && links.has(previous) ? previous : '';
    followers.set(key, [...(followers.get(key) ?? []), link]);
  }
  // Sorted by time first, so that the order does not depend on the order of the files.
  const order = (a: SignedHandover, b: SignedHandover) =>
    parseInstant(a.handover.at)! - parseInstant(b.handover.at)! || (a.sha256 < b.sha256 ? -1 : 1);
  for (const some of followers.values()) some.sort(order);
  return followers;
}

/** Builds the chain from hand-overs in any order; one given twice counts once. */
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
