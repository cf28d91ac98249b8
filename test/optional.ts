import { describe } from 'vitest';

/**
 * Tests that need more than Node and npm: skipped where it is absent, with what is missing in their name; where REQUIRE_ALL is set, as in
 * `.ci/run`, they run and fail instead. `missing`: '' where everything is there.
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
