import { expect, test } from 'vitest';
import { portOf } from './port-of.ts';

test.each(['0', '1', '8080', '65535'])('%s is a port', (port) => {
  expect(portOf(port)).toBe(Number(port));
});

test.each(['', '-1', '65536', '80.0', '8e1', '0x50', ' 80', 'http'])('%j is none', (port) => {
  expect(() => portOf(port)).toThrow(
    expect.objectContaining({ code: 'usage', message: `--port ${port} is not a whole number from 0 to 65535` }),
  );
});
