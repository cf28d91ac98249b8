// Builds the console's browser code into dist/console/app. Nothing is inlined, because the console's CSP allows only
// files.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (place) => fileURLToPath(new URL(place, import.meta.url));

await build({
  configFile: false,
  root: path('../../src/console/app'),
  base: '/console/',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: path('../../dist/console/app'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The polyfill would need an inline script; browsers that run this page preload modules natively.
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
  },
});
