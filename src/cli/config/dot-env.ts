import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The environment over what a `.env` file in the working folder says; without one, the environment. */
export function withDotEnv(
  env: Readonly<Record<string, string | undefined>>,
  path = '.env',
): Readonly<Record<string, string | undefined>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return env;
  }
  return { ...parseEnv(text), ...env };
}
