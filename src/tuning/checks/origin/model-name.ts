/** Endings that only say how the same weights are stored. */
const STORED_AS = /(?:-unsloth)?-bnb-(?:4|8)bit$/;

/**
 * Whether two names may be of one model: the same last part, and the same owner where both name one. A path on a disk names no owner; a cache of
 * Hugging Face does.
 */
export function isSameModelName(a: string, b: string): boolean {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (one.name !== other.name) return false;
  return one.owner === null || other.owner === null || one.owner === other.owner;
}

function partsOf(name: string): { owner: string | null; name: string } {
  const plain = name.trim().toLowerCase().replaceAll('\\', '/').replace(/\/+$/, '');
  const cached = /models--([^/]+?)--([^/]+)(?:\/|$)/.exec(plain);
  if (cached !== null) return { owner: cached[1]!, name: cached[2]!.replace(STORED_AS, '') };
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.');
  const isPath = /^(?:[./~]|[a-z]:|file:|s3:|gs:)/.test(plain) || parts.length !== 2;
  return { owner: isPath ? null : parts[0]!, name: (parts.at(-1) ?? '').replace(STORED_AS, '') };
}
