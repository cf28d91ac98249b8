type LeafAnswer = Readonly<Record<string, unknown>>;

/**
 * Returns the answers described by the fields of a response leaf, in order. Answers for which the leaf had no room
 * (`rest`) count as one more, as bad as the worst of them.
 */
export function recordedAnswers({
  answers,
  rest,
}: {
  readonly answers?: unknown;
  readonly rest?: unknown;
}): LeafAnswer[] {
  return [...(Array.isArray(answers) ? answers : []), rest].filter(isFields);
}

const isFields = (value: unknown): value is LeafAnswer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
