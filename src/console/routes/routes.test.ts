import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConsoleAnswer, ConsoleOverview, ConsolePage, ConsoleSearch, ConsoleSession } from '../../schema/index.ts';
import { answerOf } from '../fixtures/memory-log.ts';
import { openTestConsole, type SignedIn, type TestConsole } from '../fixtures/test-console.ts';
import type { ConsolePorts } from '../ports.ts';

async function opened(
  more: Partial<ConsolePorts> = {},
): Promise<{ console: TestConsole; reader: SignedIn; admin: SignedIn }> {
  const console = await openTestConsole(more);
  onTestFinished(() => console.close());
  return { console, reader: await console.signIn('zk_reader'), admin: await console.signIn('zk_admin') };
}

const codeOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
};
const jsonOf = async <T>(response: Response): Promise<T> => (await response.json()) as T;

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea><svg/onload=alert(1)>',
  'javascript:alert(1)',
  '\u202Eevil\u2066',
  '{{constructor.constructor("alert(1)")()}}',
  '\u2028\u2029\u0000',
];

function filled(console: TestConsole, exchanges: number): void {
  for (let i = 0; i < exchanges; i += 1) {
    const intent = console.log.add('intent', { model: `m${i % 2}`, stage: 'stable', client: 'web', guard: 'final' });
    const outcome = i % 3 === 0 ? 'refuse-then-comply' : 'compliance';
    const answers = [{ outcome, ground: 'none', chars: 9, latch: i % 3 === 0 ? 4 : null, withheld: 0 }];
    console.log.add('response', { intent, state: 'complete', answers, unreadPlaces: i === 4 ? 1 : 0 });
  }
}

describe('records', () => {
  test('are windows over indexes: the last, from one on, behind a gap, and beyond the end', async () => {
    const { console, reader: as } = await opened();
    filled(console, 10);
    const page = async (query: string) => {
      const { rows, ...rest } = await jsonOf<ConsolePage>(await console.api(`records${query}`, { as }));
      return { ...rest, rows: rows.map(({ index }) => index) };
    };
    expect(await page('')).toMatchObject({ size: 20, first: 0, rows: Array.from({ length: 20 }, (_, i) => i) });
    expect(await page('?limit=3')).toMatchObject({ rows: [17, 18, 19] });
    expect(await page('?from=4&limit=3')).toMatchObject({ rows: [4, 5, 6] });
    console.log.all[5] = null;
    expect(await page('?from=4&limit=3')).toMatchObject({ rows: [4, 6] });
    console.log.pruned = 5;
    expect(await page('?from=4&limit=3')).toMatchObject({ first: 5, rows: [6] });
    expect(await page('?from=20')).toMatchObject({ rows: [] });
    expect(await page('?from=0&limit=2')).toMatchObject({ rows: [] });
    for (const query of ['?from=-1', '?from=1.5', '?from=x', '?limit=0', '?limit=501', '?from=9999999999999999'])
      expect(await codeOf(await console.api(`records${query}`, { as }))).toEqual([400, 'invalid_request']);
  });

  test('say of a response what its intent says, also where that is on another page, and nothing where it is gone', async () => {
    const { console, reader: as } = await opened();
    filled(console, 2);
    const row = async () => (await jsonOf<ConsolePage>(await console.api('records?from=1&limit=1', { as }))).rows[0];
    expect(await row()).toMatchObject({
      model: 'm0',
      stage: 'stable',
      client: 'web',
      intent: 0,
      latched: true,
      chars: 9,
    });
    const other = await opened();
    filled(other.console, 1);
    other.console.log.pruned = 1;
    const { rows } = await jsonOf<ConsolePage>(await other.console.api('records', { as: other.reader }));
    expect(rows).toEqual([
      expect.objectContaining({ index: 1, model: null, stage: null, outcome: 'refuse-then-comply' }),
    ]);
  });

  test('hold hostile names as the texts that they are', async () => {
    const { console, reader: as } = await opened();
    for (const text of HOSTILE) console.log.add('intent', { model: text, stage: text, client: text });
    console.log.add('unmasked', { by: HOSTILE[0], reason: HOSTILE[1] });
    const response = await console.api('records', { as });
    expect(response.headers.get('content-type')).toBe('application/json');
    const { rows } = await jsonOf<ConsolePage>(response);
    expect(rows.slice(0, HOSTILE.length).map(({ model }) => model)).toEqual(HOSTILE);
    expect(rows.at(-1)!.text?.en).toBe(`record - · by ${HOSTILE[0]} · ${HOSTILE[1]}`);
  });
});

describe('search', () => {
  test('by kind, model, outcome, latch and what was not read, both ways', async () => {
    const { console, reader: as } = await opened();
    filled(console, 6);
    const found = async (query: string) => {
      const { rows, looked, next } = await jsonOf<ConsoleSearch>(await console.api(`search?${query}`, { as }));
      return [rows.map(({ index }) => index), looked, next];
    };
    expect(await found('latched=1')).toEqual([[7, 1], 12, null]);
    expect(await found('outcome=refuse-then-comply&direction=forward&limit=1')).toEqual([[1], 2, 2]);
    expect(await found('latched=1&from=6')).toEqual([[1], 7, null]);
    expect(await found('kind=intent&model=m1')).toEqual([[10, 6, 2], 12, null]);
    expect(await found('unread=1&limit=1')).toEqual([[9], 3, 8]);
    expect(await found('from=100&direction=forward')).toEqual([[], 0, null]);
    expect((await console.api('search?direction=up', { as })).status).toBe(400);
  });

  test('is over when its time is, and says where to go on', async () => {
    const { console, reader: as } = await opened();
    filled(console, 1000);
    // Each record takes 10 ms.
    const range = console.log.range;
    console.log.range = async (from, to) => {
      const records = await range(from, to);
      console.clock.move(10 * records.length);
      return records;
    };
    const seen: number[] = [];
    let next: number | null = 1999;
    for (let asked = 0; next !== null && asked < 50; asked += 1) {
      const answer: ConsoleSearch = await jsonOf(await console.api(`search?latched=1&limit=500&from=${next}`, { as }));
      expect(answer.looked).toBeLessThanOrEqual(400);
      seen.push(...answer.rows.map(({ index }) => index));
      next = answer.next;
    }
    expect(seen).toEqual(Array.from({ length: 334 }, (_, i) => 1999 - 6 * i));
  });

  test('in texts is for administrators, is on record without the words, and finds nothing where that fails', async () => {
    const { console, reader, admin } = await opened();
    filled(console, 2);
    console.log.words.set(0, ['how to make ＰＬＩＭ']);
    console.log.words.set(3, ['nothing', 'Elsap']);
    const look = (more: object, as: SignedIn) => console.post('search', { text: 'plim', ...more }, as);
    expect(await codeOf(await look({}, reader))).toEqual([403, 'key_not_permitted']);
    const { rows } = await jsonOf<ConsoleSearch>(await look({ kind: 'intent', limit: '5' }, admin));
    expect(rows.map(({ index }) => index)).toEqual([0]);
    expect(console.log.all.at(-1)).toMatchObject({ kind: 'searched', fields: { by: 'admin', direction: 'back' } });
    expect(JSON.stringify(console.log.all)).not.toContain('plim');
    expect((await jsonOf<ConsoleSearch>(await look({ kind: 'response' }, admin))).rows).toEqual([]);
    console.log.failure = new Error('disk full');
    expect(await codeOf(await look({}, admin))).toEqual([503, 'not_recorded']);
    for (const more of [{ text: ' ' }, { text: 'x'.repeat(201) }, { from: 'x' }, { direction: 'up' }, { limit: '501' }])
      expect((await look(more, admin)).status).toBe(400);
  });

  test('in texts is started by no address, and by no request without the token', async () => {
    const { console, admin } = await opened();
    filled(console, 2);
    console.log.words.set(0, ['plim']);
    expect(await codeOf(await console.api('search?text=plim', { as: admin }))).toEqual([400, 'invalid_request']);
    expect((await console.post('search', { text: 'plim' }, { ...admin, csrf: 'x' })).status).toBe(403);
    expect(console.log.happened).toEqual([]);
  });
});

describe('an answer', () => {
  const secret = 'the text itself <script>alert(1)</script>';
  const withAnswer = async (more: Partial<ConsolePorts> = {}) => {
    const one = await opened(more);
    filled(one.console, 1);
    one.console.log.answers.set(1, answerOf(0, 1, 'how to fold', secret));
    return one;
  };

  test('is masked, until somebody has given a reason that is on record first', async () => {
    const { console, reader, admin } = await withAnswer();
    const masked = await console.api('answers/1', { as: reader });
    expect(await masked.text()).not.toContain('the text itself');
    expect(await codeOf(await console.post('answers/1/unmask', { reason: 'why' }, reader))).toEqual([
      403,
      'key_not_permitted',
    ]);
    console.log.happened.length = 0;
    const open = await jsonOf(await console.post('answers/1/unmask', { reason: ' ticket 12 ' }, admin));
    expect(open).toMatchObject({ masked: false, question: 'how to fold', letters: [{ text: secret }] });
    expect(console.log.happened).toEqual(['answer 1', 'append unmasked', 'answer 1 unmasked']);
    expect(console.log.all.at(-1)).toMatchObject({
      kind: 'unmasked',
      fields: { by: 'admin', intent: 0, response: 1, reason: 'ticket 12' },
    });
  });

  test('stays masked where the log does not take the record', async () => {
    const { console, admin } = await withAnswer();
    console.log.failure = new Error('disk full');
    const refused = await console.post('answers/1/unmask', { reason: 'why' }, admin);
    expect(refused.status).toBe(503);
    expect(await refused.text()).not.toMatch(/the text itself|disk full/);
    expect(console.log.happened).not.toContain('answer 1 unmasked');
    console.log.append = null;
    expect(await codeOf(await console.post('answers/1/unmask', { reason: 'why' }, admin))).toEqual([
      409,
      'log_read_only',
    ]);
  });

  test('is unmasked as the record names it, whatever comes between the record and the look', async () => {
    const { console, admin } = await opened();
    const asked = { ...answerOf(0, null, 'how to fold', ''), state: null, letters: [] };
    console.log.answers.set(0, asked);
    console.log.answers.set(1, answerOf(0, 1, 'how to fold', secret));
    const append = console.log.append!;
    const come = answerOf(0, 5, 'how to fold', 'what came later');
    console.log.append = async (kind, fields) => {
      const index = await append(kind, fields);
      console.log.answers.set(0, come);
      return index;
    };
    const unmask = async () => jsonOf<ConsoleAnswer>(await console.post('answers/0/unmask', { reason: 'why' }, admin));
    expect(await unmask()).toEqual(asked);
    console.log.answers.set(0, answerOf(0, 1, 'how to fold', secret));
    expect(await unmask()).toMatchObject({ response: 1, letters: [{ text: secret }] });
    expect(console.log.all.map((record) => record!.fields.response)).toEqual([null, 1]);
  });

  test('needs a reason that a record has room for', async () => {
    const { console, admin } = await withAnswer();
    const bad = [{}, { reason: '' }, { reason: '  ' }, { reason: 'x'.repeat(201) }, { reason: 'x', more: 1 }, [], null];
    const unseen = [
      '\ud800',
      '\u0001'.repeat(200),
      '\u3164',
      'a\u3164',
      '\u2800',
      '...',
      '\u200b',
      'a\u202eb',
      'a\nb',
      'a\u2028b',
    ];
    for (const body of [...bad, ...unseen.map((reason) => ({ reason }))])
      expect(await codeOf(await console.post('answers/1/unmask', body, admin))).toEqual([400, 'invalid_request']);
    expect((await console.post('answers/1/unmask', { reason: '理由'.repeat(100) }, admin)).status).toBe(200);
  });

  test('that is not there, or whose text was erased, leaves no record', async () => {
    const { console, admin } = await withAnswer();
    console.log.answers.set(0, { ...answerOf(0, 1, '', ''), texts: 'unreadable', question: null, letters: [] });
    console.log.answer = async (index) => console.log.answers.get(index) ?? null;
    expect(await codeOf(await console.post('answers/7/unmask', { reason: 'why' }, admin))).toEqual([404, 'not_found']);
    expect(await codeOf(await console.post('answers/0/unmask', { reason: 'why' }, admin))).toEqual([409, 'no_text']);
    const overturn = { outcome: 'refusal', reason: 'why' };
    expect(await codeOf(await console.post('answers/0/overturn', overturn, admin))).toEqual([409, 'no_text']);
    expect((await console.api('answers/x', { as: admin })).status).toBe(400);
    expect(console.log.happened.filter((what) => what.startsWith('append'))).toEqual([]);
  });

  test('can be read otherwise by a person: a record, with what it was', async () => {
    const { console, reader, admin } = await withAnswer();
    const body = { outcome: 'refusal', reason: 'it declines' };
    expect((await console.post('answers/1/overturn', body, reader)).status).toBe(403);
    expect(await jsonOf(await console.post('answers/1/overturn', body, admin))).toMatchObject({ masked: true });
    expect(console.log.all.at(-1)).toMatchObject({
      kind: 'overturned',
      fields: {
        by: 'admin',
        intent: 0,
        response: 1,
        choice: 0,
        was: 'compliance',
        outcome: 'refusal',
        reason: 'it declines',
      },
    });
    for (const outcome of ['unread', 'nonsense', 1])
      expect((await console.post('answers/1/overturn', { outcome, reason: 'why' }, admin)).status).toBe(400);
  });
});

describe('what governs the gateway', () => {
  const asked: unknown[] = [];
  const control: ConsolePorts['control'] = async (request) => {
    asked.push(request);
    if (request.path === '/rollouts' && request.method === 'GET')
      return { status: 200, body: { rollouts: [{ a: 1 }] } };
    if (request.path === '/watch' && request.method === 'GET') return { status: 404, body: { error: {} } };
    return { status: 409, body: { error: { code: 'usage', message: 'x', ja: 'y' } } };
  };

  test('is asked under its own paths, by whoever is signed in, and its answers go out as they are', async () => {
    const { console, reader, admin } = await opened({ control });
    asked.length = 0;
    expect(await jsonOf(await console.api('rollouts', { as: reader }))).toEqual({ rollouts: [{ a: 1 }] });
    expect((await console.api('watch', { as: reader })).status).toBe(404);
    expect((await console.post('rollouts/m/rollback', { reason: 'why' }, reader)).status).toBe(403);
    expect((await console.post('rollouts/m%2Fn/rollback', { reason: 'why' }, admin)).status).toBe(409);
    expect((await console.post('watch/acknowledge', { reason: 'seen' }, admin)).status).toBe(409);
    expect(asked).toEqual([
      { method: 'GET', path: '/rollouts', body: null, by: 'reader' },
      { method: 'GET', path: '/watch', body: null, by: 'reader' },
      { method: 'POST', path: '/rollouts/m%2Fn/rollback', body: { reason: 'why' }, by: 'admin' },
      { method: 'POST', path: '/watch/acknowledge', body: { reason: 'seen' }, by: 'admin' },
    ]);
    for (const path of ['rollouts/m/open', 'rollouts/zenbun-drill/close', 'watch/other', 'rollouts/m'])
      expect((await console.post(path, { reason: 'why' }, admin)).status).toBe(404);
    expect((await console.post('rollouts/m/rollback', { reason: 'why', by: 'somebody' }, admin)).status).toBe(400);
    expect(asked).toHaveLength(4);
  });

  test('the overview has all of it', async () => {
    const { console, reader: as } = await opened({ control });
    filled(console, 6);
    console.log.files.set('checkpoint', Buffer.from(`example.com/log\n12\n${'A'.repeat(43)}=\n\n— a AAAAAAA=\n`));
    const overview = await jsonOf<ConsoleOverview>(await console.api('overview', { as }));
    expect(overview).toMatchObject({
      log: { origin: 'example.com/log', size: 12, first: 0, checkpoint: { size: 12, root: `${'A'.repeat(43)}=` } },
      ...{ rollouts: [{ a: 1 }], watch: null, models: ['m'] },
    });
    const counts = ({ model, n, latched }: { model: string; n: number; latched: { k: number } }) => [
      model,
      n,
      latched.k,
    ];
    expect(overview.rates.map(counts).sort()).toEqual([
      ['m0', 3, 1],
      ['m1', 3, 1],
    ]);
    filled(console, 1);
    const again = await jsonOf<ConsoleOverview>(await console.api('overview', { as }));
    expect(again.rates.map(counts)[0]).toEqual(['m0', 4, 2]);
    console.log.files.set('checkpoint', Buffer.from('nonsense'));
    expect((await jsonOf<ConsoleOverview>(await console.api('overview', { as }))).log!.checkpoint).toBeNull();
  });
});

describe('what has no port', () => {
  test('is not offered, and not there', async () => {
    const { console, reader: as } = await opened({ log: null });
    expect((await jsonOf<ConsoleSession>(await console.api('session', { as }))).views).toEqual(['overview']);
    for (const path of ['records', 'search', 'tail', 'answers/0', 'rollouts', 'watch', 'runs', 'log/checkpoint'])
      expect(await codeOf(await console.api(path, { as }))).toEqual([404, 'not_found']);
    expect(await jsonOf(await console.api('overview', { as }))).toMatchObject({ log: null, rates: [], rollouts: [] });
  });

  test('results go out under their own ids, and nothing that is none', async () => {
    const run = { id: 'a/b ゼ.json', kind: 'scan', changed: 1, verdict: 'pass', detail: null } as const;
    const result = { schema: 'zenbun.lab/1', results: [], expectations: HOSTILE };
    const runs = {
      list: async () => ({ runs: [run], isCut: false }),
      result: async (id: string) => (id === run.id ? result : id === 'other' ? { findings: HOSTILE } : null),
    };
    const { console, reader: as } = await opened({ runs });
    expect(await jsonOf(await console.api('runs', { as }))).toEqual({ runs: [run], isCut: false });
    expect(await jsonOf(await console.api(`runs/${encodeURIComponent(run.id)}`, { as }))).toEqual(result);
    expect((await console.api('runs/other', { as })).status).toBe(404);
    expect((await console.api('runs/..%2F..%2Fetc%2Fpasswd', { as })).status).toBe(404);
  });
});

test('files of the log, and nothing beside it', async () => {
  const { console, reader: as } = await opened();
  console.log.files.set('tile/0/000', Buffer.from([0, 255]));
  console.log.files.set('../signer.key', Buffer.from('secret'));
  const tile = await console.api('log/tile/0/000', { as });
  expect([...new Uint8Array(await tile.arrayBuffer())]).toEqual([0, 255]);
  expect(tile.headers.get('cache-control')).toBe('no-store');
  for (const path of ['..%2Fsigner.key', '%2e%2e/signer.key', 'tile//0', 'tile%5C0', '%00', '.'])
    expect((await console.api(`log/${path}`, { as })).status).toBe(404);
});

describe('the page', () => {
  const files = new Map([
    ['index.html', { bytes: Buffer.from('<!doctype html>'), type: 'text/html; charset=utf-8' }],
    ['assets/a.js', { bytes: Buffer.from('1'), type: 'text/javascript; charset=utf-8' }],
  ]);

  test('is given for every address, its files for theirs', async () => {
    const { console } = await opened({ file: async (path) => files.get(path) ?? null });
    const get = async (path: string) => {
      const response = await fetch(`${console.url}/${path}`);
      return [response.status, await response.text(), response.headers.get('cache-control')];
    };
    for (const path of ['', 'live', 'answer/3?lang=ja', 'runs/a%2Fb', '%2e%2e%2fsecret'])
      expect(await get(path)).toEqual([200, '<!doctype html>', 'no-cache']);
    expect(await get('assets/a.js')).toEqual([200, '1', 'public, max-age=31536000, immutable']);
    expect((await get('assets/b.js'))[0]).toBe(404);
    expect((await fetch(`${console.url}/`, { method: 'POST' })).status).toBe(404);
  });

  test('has what its scripts will ask for asked while they load', async () => {
    const { console } = await opened({ file: async (path) => files.get(path) ?? null });
    const ahead = async (path: string) =>
      [...((await fetch(`${console.url}/${path}`)).headers.get('link') ?? '').matchAll(/<([^>]*)>; rel=preload/g)].map(
        ([, address]) => address,
      );
    expect(await ahead('')).toEqual(['/console/api/session']);
    expect(await ahead('assets/a.js')).toEqual([]);
    const live = await ahead('live?lang=ja');
    expect(live).toHaveLength(2);
    for (const address of live) expect((await fetch(new URL(address!, console.url))).status).not.toBe(404);
  });

  test('says in both languages where it was not built', async () => {
    const { console } = await opened();
    const response = await fetch(`${console.url}/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toMatch(/was not built[\s\S]*ビルドされていません/);
  });
});
