import type { ListedObject, ObjectStorage } from '../../files/index.ts';
import type { S3Environment } from '../s3-bucket.ts';

/**
 * Object storage (`s3://bucket/key`) with access from the usual variables: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
 * AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL; through the proxies of HTTP_PROXY and HTTPS_PROXY. Nothing is
 * loaded, checked or requested before first use. Then it throws `usage` without keys, or if the package `aws4fetch` is
 * missing.
 *
 * @example
 * await scan({ paths: ['s3://my-bucket/train/'], objects: s3Objects(env) });
 */
export function s3Objects(env: S3Environment): ObjectStorage {
  let loaded: Promise<ObjectStorage> | undefined;
  const storage = () => {
    loaded ??= import('./s3-objects.ts').then(({ S3Objects }) => new S3Objects(env));
    return loaded;
  };
  return {
    async *list(prefix, signal): AsyncGenerator<ListedObject> {
      yield* (await storage()).list(prefix, signal);
    },
    find: async (place, signal) => (await storage()).find(place, signal),
    open: async (place, signal) => (await storage()).open(place, signal),
    write: async (place, chunks, signal) => (await storage()).write(place, chunks, signal),
  };
}
