import type { Lang } from '../../schema/index.ts';

/** Flags that every command takes. */
export interface SharedFlags {
  readonly lang?: Lang;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}
