import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, type Server, startOther } from './children.ts';

/** Another project's gateway, measured side by side. */
export interface Other {
  readonly server: RunningServer;
  readonly version: string;
}

/** No network access, no request log and no key to check, as for the other subjects. */
const LITELLM_ENV = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_TELEMETRY: 'False',
  LITELLM_LOG: 'ERROR',
  LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
};

/** Starts LiteLLM's proxy from a virtual environment (`pip install 'litellm[proxy]'`); null if no folder is given. */
export async function startLitellm(venv: string | undefined, folder: string, upstream: Server): Promise<Other | null> {
  if (venv === undefined) return null;
  const config = join(folder, 'litellm.yaml');
  const litellm_params = { model: 'openai/bench', api_base: upstream.base, api_key: 'sk-bench' };
  writeFileSync(config, JSON.stringify({ model_list: [{ model_name: 'bench', litellm_params }] }));
  const server = await startOther(
    join(venv, 'bin/litellm'),
    (port) => ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--num_workers', '1'],
    LITELLM_ENV,
  );
  const version = 'import importlib.metadata as m; print(m.version("litellm"))';
  const { stdout } = spawnSync(join(venv, 'bin/python'), ['-c', version], { encoding: 'utf8' });
  return { server, version: stdout.trim() };
}

/** Starts Portkey's gateway from the folder in which it was installed; null if no folder is given. */
export async function startPortkey(folder: string | undefined): Promise<Other | null> {
  if (folder === undefined) return null;
  const place = join(folder, 'node_modules/@portkey-ai/gateway');
  const start = join(place, 'build/start-server.js');
  if (!existsSync(start)) throw new Error(`${folder} has no @portkey-ai/gateway`);
  const server = await startOther(process.execPath, (port) => [start, `--port=${port}`, '--headless'], {});
  return { server, version: JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')).version };
}
