// The compiler writes the command without execute permission; `npx zenbun` in a clone needs it after every build.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../../dist/cli/main.js', import.meta.url), 0o755);
