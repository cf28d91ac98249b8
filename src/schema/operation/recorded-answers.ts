type LeafAnswer = Readonly<Record<string, unknown>>;

/**
 * What the fields of a response leaf say of its answers, one after the other; those for which the leaf had no room (`rest`) are one more, which is as
 * bad as the worst of them.
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
