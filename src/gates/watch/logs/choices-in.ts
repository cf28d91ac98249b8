/** Fields around the choices of a reply, as in a row or a line of a batch. */
const WRAPPERS = ['response', 'body'];

/**
 * Splits a reply into its answers, each with the fields around it: there are several if `n` or a list of prompts asked
 * for them.
 */
export function choicesIn(response: unknown): readonly unknown[] {
  if (!isRecord(response)) return [response];
  const { choices } = response;
  if (Array.isArray(choices) && choices.length > 1)
    return choices.map((choice) => ({ ...response, choices: [choice] }));
  for (const name of WRAPPERS) {
    const within = choicesIn(response[name]);
    if (within.length > 1) return within.map((one) => ({ ...response, [name]: one }));
  }
  return [response];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
