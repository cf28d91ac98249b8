import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';

const DEBIAN = '/usr/lib/postgresql';
const BIN = ['15', ...(existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])]
  .map((version) => join(DEBIAN, version, 'bin'))
  .find((folder) => existsSync(join(folder, 'initdb')));

/** Reason why there is no PostgreSQL, or ''. */
export const missingPostgres = BIN === undefined ? 'no PostgreSQL in /usr/lib/postgresql' : '';

/** Contains characters that a URL has to escape. */
const PASSWORD = 'p@ss/word:7';

/**
 * A private PostgreSQL in a temporary folder, on loopback, with the default fsync. It refuses to run as root; in that
 * case it runs as `postgres`.
 */
export class PostgresServer {
  readonly port: number;
  readonly password = PASSWORD;
  readonly #folder: string;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  static async create(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'zenbun-postgres-'));
    const server = new PostgresServer(folder, await freePort());
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, PASSWORD);
    makeCertificate(server.certificate, server.#key);
    chmodSync(folder, 0o755);
    if (isRoot()) execFileSync('chown', ['-R', 'postgres', folder]);
    run('initdb', [
      '-D',
      server.#data,
      '-U',
      'zenbun',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '-E',
      'UTF8',
    ]);
    server.start();
    return server;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** File of the certificate that the server presents. */
  get certificate(): string {
    return join(this.#folder, 'server.crt');
  }

  get #key(): string {
    return join(this.#folder, 'server.key');
  }

  /** Returns the connection string, optionally with another port. */
  url(port = this.port): string {
    return `postgres://zenbun:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  }

  start(): void {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: this.#folder,
      ssl: 'on',
      ssl_cert_file: this.certificate,
      ssl_key_file: this.#key,
    };
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    run('pg_ctl', ['-D', this.#data, '-w', '-l', join(this.#folder, 'log'), '-o', options.join(' '), 'start']);
  }

  /** Stops the server. `immediate`: like a power failure; it recovers from its log when started again. */
  stop(mode: 'fast' | 'immediate' = 'fast'): void {
    run('pg_ctl', ['-D', this.#data, '-w', '-m', mode, 'stop']);
  }

  remove(): void {
    spawnSync(...asOwner(join(BIN!, 'pg_ctl'), ['-D', this.#data, '-w', '-m', 'immediate', 'stop']));
    rmSync(this.#folder, { recursive: true });
  }
}

const isRoot = () => process.getuid?.() === 0;

const asOwner = (command: string, args: readonly string[]): [string, string[], { stdio: 'ignore' }] =>
  isRoot()
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args], { stdio: 'ignore' }]
    : [command, [...args], { stdio: 'ignore' }];

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(...asOwner(join(BIN!, command), args));
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}`);
}

function makeCertificate(certificate: string, key: string): void {
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', [...made, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  chmodSync(key, 0o600);
}
