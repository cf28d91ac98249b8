/** A defect that fuzzing found, in words; it is mended, and a test keeps it so. */
export interface FoundDefect {
  readonly where: 'wire' | 'gateway';
  readonly what: string;
}

export const FOUND: readonly FoundDefect[] = [];
