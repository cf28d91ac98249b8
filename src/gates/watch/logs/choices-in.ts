/** Around the choices of a reply: a row, a line of a batch. */
const WRAPPERS = ['response', 'body'];

/** Each answer of a reply by itself, with what stands around it: several where `n` or a list of prompts asked for them. */
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
