import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGE = 'llm_guardrail@2.1.2';

interface Guardrail {
  checkAll(text: string): Promise<unknown>;
}

/**
 * Measures `llm_guardrail` with all three of its models in bytes per second, over texts already in memory; null if it
 * cannot be installed. It is installed into a separate folder, so that the project does not depend on it.
 */
export async function measureGuardrail(folder: string, texts: readonly string[]): Promise<number | null> {
  const place = join(folder, 'guardrail');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  try {
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', PACKAGE];
    execFileSync('npm', args, { cwd: place, stdio: 'pipe', timeout: 120_000 });
  } catch {
    return null;
  }
  const entry = pathToFileURL(join(place, 'node_modules/llm_guardrail/index.js'));
  const { checkAll } = (await import(entry.href)) as Guardrail;
  const start = performance.now();
  for (const text of texts) await checkAll(text);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return (bytes / (performance.now() - start)) * 1000;
}
