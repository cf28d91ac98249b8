import { describe } from 'vitest';

/**
 * Describes tests that need more than Node and npm. If something is absent they are skipped, with what is missing in
 * their name; if REQUIRE_ALL is set, as in `.ci/run`, they run and fail instead. `missing`: '' if everything is
 * available.
 */
export function describeWith(
  name: string,
  missing: string,
  options: { readonly timeout?: number },
  tests: () => void,
): void {
  const isSkipped = missing !== '' && process.env.REQUIRE_ALL !== '1';
  describe.skipIf(isSkipped)(isSkipped ? `${name}: skipped, ${missing}` : name, options, tests);
}
