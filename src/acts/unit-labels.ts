/**
 * What one unit of a response (a sentence, a line, a clause of bounded length) does: the classes of the unit classifier,
 * in the order of its weights. Refusals carry their ground; what merely sounds like one of the others is `substance`.
 */
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
