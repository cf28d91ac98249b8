import { serveModels } from '../../src/cli/lab/lab-serve-command.ts';
import { loadOrganisms } from '../../src/gates/index.ts';

/** Toy models served at a local address; `stop` ends the server. */
export interface ToyServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startToys(names: readonly string[]): Promise<ToyServer> {
  const end = new AbortController();
  let served: Promise<void> = Promise.resolve();
  const url = await new Promise<string>((resolve, reject) => {
    served = serveModels(loadOrganisms(names), { host: '127.0.0.1', port: 0, signal: end.signal }, async (at) =>
      resolve(at),
    );
    served.catch(reject);
  });
  return {
    url,
    async stop() {
      end.abort();
      await served;
    },
  };
}
