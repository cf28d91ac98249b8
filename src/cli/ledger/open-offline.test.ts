import { expect, test } from 'vitest';
import { ownFolder } from '../fixtures/own-folder.ts';
import { openOffline } from './open-offline.ts';

const KEPT = { en: 'Nothing was erased.', ja: '何も消去していません。' };
const ORIGIN = 'log.example/offline';

test('a ledger that is open elsewhere is named, with what was not done; once it is closed it can be opened', async () => {
  const folder = ownFolder();
  const first = await openOffline(folder, ORIGIN, KEPT);
  await expect(openOffline(folder, ORIGIN, KEPT)).rejects.toMatchObject({
    code: 'usage',
    message: `${folder} is in use by a server`,
    localized: { ja: `${folder} はサーバーが使用中です` },
    advice: expect.stringMatching(/^Nothing was erased\. Stop zenbun serve/),
  });
  await first.close();
  await (await openOffline(folder, ORIGIN, KEPT)).close();
});
