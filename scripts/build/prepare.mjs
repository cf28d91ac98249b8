// Builds the command after an install in a clone, or when the package is installed straight from git. A global install
// from git, which is how pre-commit installs a hook, passes its `global` setting down to the install that precedes this
// script, so the modules needed by the build are missing (npm/cli#8440). This script installs them.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const npm = (...args) =>
  execFileSync(process.execPath, [process.env.npm_execpath, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'inherit',
  });

if (process.env.npm_config_global === 'true')
  npm('ci', '--global=false', '--include=dev', '--ignore-scripts', '--no-audit');
npm('run', 'build');
