/** The classes of the unit classifier, in the order of its weights. Refusals carry their ground. */
export const UNIT_LABELS = [
  'substance',
  'refusal-safety',
  'refusal-capability',
  'refusal-bare',
  'policy',
  'pivot',
  'affirmation',
  'obedience',
  'redirect',
  'caution',
] as const;

export type UnitLabel = (typeof UNIT_LABELS)[number];
