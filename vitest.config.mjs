import { defineConfig } from 'vitest/config';

// Tests may not print: anything written to the console fails the run.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'training/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
    onConsoleLog(log) {
      throw new Error(`a test printed: ${log}`);
    },
  },
});
