import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What takes minutes begins first: begun last, it would keep one worker while the others have nothing left to do. */
const LONGEST = [/\/training\//, /\/test\/(cli|python|ci)\//];

class LongestFirst extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => {
      const found = LONGEST.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

// Tests may not print: anything written to the console fails the run.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'training/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    onConsoleLog(log) {
      throw new Error(`a test printed: ${log}`);
    },
  },
});
