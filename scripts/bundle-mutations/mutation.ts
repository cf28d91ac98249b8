import type { SigningKey } from '../../src/provenance/index.ts';
import type { Dice, WholeBundle } from './whole-bundle.ts';

/** What a mutation may use. */
export interface MutationGround {
  readonly bundle: WholeBundle;
  /** Another bundle, of other inputs, signed with the same key. */
  readonly other: WholeBundle;
  /** The same inputs, redacted. */
  readonly redacted: WholeBundle;
  /** The key that the verifier trusts, and one that it does not. */
  readonly ours: SigningKey;
  readonly foreign: SigningKey;
}

/** A changed bundle, and what must be said of it: a check that fails, and the path that it names. */
interface Mutated {
  readonly bytes: Uint8Array;
  readonly check: string;
  readonly path: string | null;
}

/** A way to change a bundle. */
export interface Mutation {
  readonly id: string;
  readonly group: 'part' | 'archive' | 'signed';
  /** One sentence for the page. */
  readonly what: string;
  readonly apply: (ground: MutationGround, dice: Dice) => Promise<Mutated>;
}
