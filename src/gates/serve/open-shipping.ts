import { Gauge } from 'prom-client';
import { ZenbunError } from '../../errors.ts';
import type { GatewayMetrics } from '../../gateway/index.ts';
import { sha256 } from '../../ledger/index.ts';
import {
  type LogShipper,
  type ObjectStore,
  openBucket,
  type S3Access,
  s3AccessOf,
  s3Store,
} from '../../shipping/index.ts';
import { shipLedger } from '../ledger/ship-ledger.ts';
import { type SecretSource, secretOf } from '../secret-of.ts';
import type { OpenLog } from './open-log.ts';
import type { ServeShippingOption } from './serve-options.ts';
import type { ServeRun } from './serving.ts';

/** Maximum time that the end of a gateway waits for the bucket, in milliseconds. */
const MOST_STOP_MS = 10_000;

/**
 * Opens the bucket of a configuration; null if nothing is shipped. Sends no request yet. Throws `usage` for invalid
 * settings.
 */
export async function openShippingStore(
  option: ServeShippingOption | undefined,
  env: SecretSource,
): Promise<ObjectStore | null> {
  if (option === undefined) return null;
  return s3Store(await openBucket(option.to, () => accessOf(option, env)), { sha256 });
}

/** Ships a log while it is open; closing it first ships what is left. A log that could not be opened is not shipped. */
export async function shippedLog(
  log: OpenLog,
  folder: string,
  store: ObjectStore | null,
  { metrics, onTrouble }: { readonly metrics: GatewayMetrics; readonly onTrouble: ServeRun['onTrouble'] },
): Promise<OpenLog> {
  if (store === null || log.vkey === '') return log;
  const shipper = await shipLedger(folder, { store, onTrouble });
  measureShipping(shipper, metrics);
  return {
    ...log,
    async close() {
      await log.flush().catch(() => undefined);
      await shipper.stop(MOST_STOP_MS);
      await log.close();
    },
  };
}

function measureShipping(shipper: LogShipper, { registry }: GatewayMetrics): void {
  const gauge = (name: string, help: string, value: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await value());
      },
    });
  gauge('zenbun_ledger_unshipped', 'Signed records that are not in the bucket.', async () => {
    const { behind } = await shipper.status();
    return behind;
  });
  gauge('zenbun_ledger_shipping_failed', '1: shipping has ended, the bucket holds something else.', async () => {
    const { failure } = await shipper.status();
    return failure === null ? 0 : 1;
  });
}

function accessOf({ endpoint, region, keyId, key }: ServeShippingOption, env: SecretSource): S3Access {
  const access = s3AccessOf({ ...env, ...ownKey(keyId, key, env) });
  return { ...access, region: region ?? access.region, endpoint: endpoint ?? access.endpoint };
}

function ownKey(keyId: string | undefined, key: string | undefined, env: SecretSource): SecretSource {
  if (keyId === undefined && key === undefined) return {};
  if (keyId === undefined || key === undefined)
    throw new ZenbunError('usage', {
      en: 'serve.ledger.ship: keyId and key belong together',
      ja: 'serve.ledger.ship：keyId と key は両方指定してください',
    });
  return {
    AWS_ACCESS_KEY_ID: secretOf('serve.ledger.ship.keyId', keyId, env),
    AWS_SECRET_ACCESS_KEY: secretOf('serve.ledger.ship.key', key, env),
    // The session token in the environment belongs to another key.
    AWS_SESSION_TOKEN: undefined,
  };
}
