import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseConfig } from '../../src/cli/config/config.ts';
import { serveOptionsOf } from '../../src/cli/serve/serve-options-of.ts';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { openShippingStore } from '../../src/gates/serve/open-shipping.ts';
import { openUpstreams } from '../../src/gates/serve/open-upstreams.ts';
import { planOf } from '../../src/gates/serve/serve-plan.ts';
import { TABLES } from '../../src/lease/postgres/statements.ts';
import { CLI, folderWith } from '../cli/command.ts';
import { describeWith } from '../optional.ts';
import { MotoServer, missingMoto } from '../shipping/moto-server.ts';
import { textOf } from './bundled-package.ts';

const FOLDER = 'examples/deploy';
const read = (name: string) => textOf(`${FOLDER}/${name}`);

interface Container {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}
const compose: { readonly services: Readonly<Record<string, Container>> } = parse(read('compose.yaml'), {
  merge: true,
});
const manifests = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS());
const kind = (name: string) => manifests.find((manifest) => manifest.kind === name);
const pod = kind('StatefulSet').spec.template.spec;
const [container] = pod.containers;
const config = read('zenbun.yaml');
const names: readonly string[] = [...config.matchAll(/env:(\w+)/g)].map(([, name]) => name!);
const gateways = Object.entries(compose.services).filter(([name]) => name.startsWith('zenbun-'));

describe('examples/deploy', () => {
  test('the settings are accepted, and serve what they say', async () => {
    const options = serveOptionsOf(parseConfig('zenbun.yaml', config).serve, { color: false });
    const upstreams = openUpstreams(options.upstreams ?? {}, {});
    expect(planOf(options, upstreams.byName, new LiveRollouts([])).models).toEqual(['support']);
    expect(await openShippingStore(options.ledger?.ship, { SHIP_KEY_ID: 'a', SHIP_KEY: 'b' })).not.toBeNull();
    expect(options.lease).toEqual({ driver: 'postgres', url: 'env:LEASE_URL' });
    expect(names).toEqual(['SHIP_KEY_ID', 'SHIP_KEY', 'LEASE_URL']);
  });

  test('the gateways of both are given the same settings, and what those take from the environment', () => {
    expect(kind('ConfigMap').data['zenbun.yaml']).toBe(config);
    expect(container.env.map(({ name }: { name: string }) => name).sort()).toEqual([...names].sort());
    expect(gateways).toHaveLength(2);
    for (const [, { environment }] of gateways) expect(Object.keys(environment).sort()).toEqual([...names].sort());
  });

  test('the tables are those of the driver, the packages those of package.json', () => {
    expect(read('lease.sql')).toBe(TABLES);
    const { peerDependencies } = JSON.parse(textOf('package.json'));
    for (const name of ['pg', 'aws4fetch']) expect(read('Dockerfile')).toContain(`${name}@${peerDependencies[name]}`);
  });

  test('the pods are what a restricted cluster asks for', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(kind('StatefulSet').spec.selector).toEqual(kind('PodDisruptionBudget').spec.selector);
  });

  test('the command of the containers serves under the name of each, and its health can be asked', async () => {
    const command: string = container.args[0];
    for (const [, { command: own }] of gateways) expect(own[0]!.replaceAll('$$', '$')).toBe(command);
    const folder = folderWith({
      'zenbun.yaml': config.replace('0.0.0.0:8787', '127.0.0.1:0').replace('/var/lib/zenbun', '.'),
      zenbun: `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`,
    });
    chmodSync(join(folder, 'zenbun'), 0o755);
    const here = command.replace('/etc/zenbun/zenbun.yaml', './zenbun.yaml').replaceAll('/tmp/', './rendered-');
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      HOSTNAME: 'zenbun-7',
      LANG: 'C',
      SHIP_KEY_ID: 'a',
      SHIP_KEY: 'b',
    };
    const child = spawn('sh', ['-c', here], { cwd: folder, env: { ...env, LEASE_URL: 'postgres://nowhere/x' } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (line.startsWith('Press')) break;
    }
    const url = /http:\S+(?=\/v1)/.exec(said.join('\n'))![0];
    expect(said).toContain('Shipped to: s3://zenbun-logs/zenbun-7');
    expect(said.join('\n')).toMatch(/^Public key of the log: logs\.example\.com\/zenbun-7\+/m);
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
      expect((await fetch(url + container[probe].httpGet.path)).status).toBe(200);
    const [, , flag, script] = gateways[0]![1].healthcheck.test;
    const asked = (address: string) =>
      spawnSync(process.execPath, [flag!, script!.replace('http://127.0.0.1:8787', address)]).status;
    expect([asked(url), asked('http://127.0.0.1:1')]).toEqual([0, 1]);
  });
});

describeWith('examples/deploy, its bucket', missingMoto, { timeout: 60_000 }, () => {
  test('is made once, and found the next time', async () => {
    const moto = await MotoServer.start();
    onTestFinished(() => moto.stop());
    const script = compose.services.bucket!.command[0]!.replace('http://s3:5000', moto.url);
    const made = () => spawnSync(process.execPath, ['-e', script]).status;
    expect([made(), made()]).toEqual([0, 0]);
    expect((await fetch(`${moto.url}/zenbun-logs`, { method: 'HEAD' })).status).toBe(200);
    expect(spawnSync(process.execPath, ['-e', script.replace(moto.url, 'http://127.0.0.1:1')]).status).toBe(1);
  });
});

const PYTHON = process.env.DEPLOY_PYTHON ?? '';
const missing =
  PYTHON !== '' && existsSync(PYTHON) ? '' : 'DEPLOY_PYTHON names no Python with kubernetes-validate and compose-spec';

describeWith('examples/deploy, by the schemas of others', missing, { timeout: 60_000 }, () => {
  const python = (code: string, input: string) => spawnSync(PYTHON, ['-c', code], { input, encoding: 'utf8' });

  const KUBERNETES = `
import sys, yaml, kubernetes_validate
for manifest in yaml.safe_load_all(sys.stdin):
    kubernetes_validate.validate(manifest, '1.34', strict=True)`;

  test('kubernetes.yaml', () => {
    const text = read('kubernetes.yaml');
    expect(python(KUBERNETES, text)).toMatchObject({ status: 0, stderr: '' });
    expect(python(KUBERNETES, text.replace('httpGet:', 'httpGot:')).status).toBe(1);
  });

  const COMPOSE = `
import sys
from compose_spec import PyCompose
print(' '.join(sorted(PyCompose.from_yaml(sys.stdin.read()).service_names())))`;

  test('compose.yaml', () => {
    // Aliases are resolved here, because that reader does not accept them.
    const text = JSON.stringify(compose);
    expect(python(COMPOSE, text)).toMatchObject({ status: 0, stdout: 'bucket postgres s3 zenbun-0 zenbun-1\n' });
    expect(python(COMPOSE, text.replaceAll('"healthcheck"', '"healthchek"')).status).toBe(1);
  });
});
