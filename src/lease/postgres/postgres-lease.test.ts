import { expect, test } from 'vitest';
import { loadPg } from './load-pg.ts';
import { openPostgresLease } from './postgres-lease.ts';

test.each(['', 'nonsense', 'mysql://user:s3cret@host/db', 'postgres://user:s3cret@host:port:port/db'])(
  'a URL that is none is told without it: %s',
  async (url) => {
    const failure: Error = await openPostgresLease(url).then(
      () => expect.unreachable(),
      (cause) => cause,
    );
    expect(failure).toMatchObject({ code: 'usage', advice: expect.stringContaining('postgres://') });
    expect(`${failure.stack} ${failure.cause}`).not.toContain('s3cret');
  },
);

test('without the package it is told how to install it', async () => {
  await expect(loadPg(() => Promise.reject(new Error('Cannot find package')))).rejects.toMatchObject({
    code: 'usage',
    advice: expect.stringContaining('npm install pg@8.23.1'),
  });
});

test('a gateway starts without its database, and is told with every call', async () => {
  const lease = await openPostgresLease('postgres://user:s3cret@127.0.0.1:1/db');
  const failed = {
    code: 'upstream',
    message: expect.stringMatching(/^The lease at 127\.0\.0\.1:1\/db .*ECONNREFUSED/),
  };
  const row = { model: 'chat', epoch: 1, state: null, leaf: 'log#0' };
  await expect(lease.read('chat')).rejects.toMatchObject(failed);
  await expect(lease.swap(null, row, 1000)).rejects.toMatchObject(failed);
  await expect(lease.decide('chat')).rejects.toMatchObject(failed);
  lease.onChange(() => expect.unreachable())();
  await lease.close();
});
