import type { SigningKey } from '../../src/provenance/index.ts';
import type { Dice, WholeBundle } from './whole-bundle.ts';

/** Material available to a mutation. */
export interface MutationGround {
  readonly bundle: WholeBundle;
  /** Another bundle, made from other inputs and signed with the same key. */
  readonly other: WholeBundle;
  /** A redacted bundle of the same inputs. */
  readonly redacted: WholeBundle;
  /** A key that the verifier trusts, and one that it does not. */
  readonly ours: SigningKey;
  readonly foreign: SigningKey;
}

/** A changed bundle with the expected complaint: the check that must fail, and the path that it must name. */
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
