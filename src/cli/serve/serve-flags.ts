import type { GuardPolicy } from '../../schema/index.ts';
import type { SharedFlags } from '../program/shared-flags.ts';

export interface ServeFlags extends SharedFlags {
  /** As typed. */
  readonly listen?: string;
  readonly upstream?: string;
  readonly model?: readonly string[];
  readonly guard?: GuardPolicy;
  readonly ledger?: string;
}
