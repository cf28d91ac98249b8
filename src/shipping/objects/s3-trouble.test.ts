import { expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import type { S3Answer } from './s3-answer.ts';
import { changedObject, givenUp, PassingTrouble, strangeAnswer, troubleOf } from './s3-trouble.ts';

const PLACE = 's3://bkt/key';

const answerOf = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): S3Answer => ({
  status,
  header: (name) => headers[name],
  blocks: () => expect.unreachable(),
  text: async () => body,
});

const errorOf = (code: string, more = '') => `<Error><Code>${code}</Code>${more}<Message>x</Message></Error>`;

test.each<[number, string, string]>([
  [404, '', 'not-found'],
  [404, errorOf('NoSuchKey'), 'not-found'],
  [404, errorOf('SlowDown'), 'not-found'],
  [301, '', 'usage'],
  [307, '', 'usage'],
  [400, errorOf('AuthorizationHeaderMalformed'), 'usage'],
  [400, errorOf('IllegalLocationConstraintException'), 'usage'],
  [403, errorOf('PermanentRedirect'), 'usage'],
  [401, '', 'unauthorised'],
  [403, errorOf('AccessDenied'), 'unauthorised'],
  [400, errorOf('ExpiredToken'), 'unauthorised'],
  [400, errorOf('InvalidAccessKeyId'), 'unauthorised'],
  // Glacier refuses with 403, which is not a matter of rights.
  [403, errorOf('InvalidObjectState'), 'unreadable'],
  [400, '', 'upstream'],
  [405, errorOf('MethodNotAllowed'), 'upstream'],
  [416, '', 'upstream'],
  [501, errorOf('NotImplemented'), 'upstream'],
])('%i with %j is final: %s', async (status, body, code) => {
  const trouble = await troubleOf(answerOf(status, body), PLACE);
  expect(trouble).toBeInstanceOf(ZenbunError);
  expect(trouble).toMatchObject({
    code,
    message: expect.stringMatching(/^s3:\/\/bkt\/key: /),
    advice: expect.any(String),
  });
});

test.each<[number, string]>([
  [500, ''],
  [502, ''],
  [503, errorOf('SlowDown')],
  [599, ''],
  [408, ''],
  [409, errorOf('OperationAborted')],
  [425, ''],
  [429, ''],
  [400, errorOf('RequestTimeout')],
  [200, errorOf('InternalError')],
])('%i with %j may pass', async (status, body) => {
  expect(await troubleOf(answerOf(status, body), PLACE)).toBeInstanceOf(PassingTrouble);
});

test('the status and the code are told, a code of strange letters is not', async () => {
  expect((await troubleOf(answerOf(503, errorOf('SlowDown')), PLACE)).message).toBe('HTTP 503 SlowDown');
  expect((await troubleOf(answerOf(503, errorOf('Slow Down\u001b[2J')), PLACE)).message).toBe('HTTP 503');
  expect((await troubleOf(answerOf(503, errorOf('x'.repeat(65))), PLACE)).message).toBe('HTTP 503');
  const denied = await troubleOf(answerOf(403, errorOf('AccessDenied')), PLACE);
  expect(denied.message).toContain('(HTTP 403 AccessDenied)');
});

test.each<[string | undefined, number]>([
  [undefined, 0],
  ['0', 0],
  ['-1', 0],
  ['2', 2000],
  ['0.5', 500],
  ['30', 30_000],
  ['86400', 30_000],
  ['Infinity', 0],
  // A date is allowed by HTTP and not sent by S3.
  ['Tue, 01 Dec 2026 00:00:00 GMT', 0],
])('a server that asks for a wait of %j gets %i milliseconds', async (header, waitMs) => {
  const headers = header === undefined ? {} : { 'retry-after': header };
  expect(await troubleOf(answerOf(503, '', headers), PLACE)).toMatchObject({ waitMs });
});

test('a bucket elsewhere is told with its region, from the header first', async () => {
  const adviceOf = async (body: string, headers = {}) =>
    ((await troubleOf(answerOf(301, body, headers), PLACE)) as ZenbunError).advice;
  const body = errorOf('PermanentRedirect', '<Region>eu-west-1</Region>');
  expect(await adviceOf(body, { 'x-amz-bucket-region': 'eu-north-1' })).toBe('Set AWS_REGION=eu-north-1.');
  expect(await adviceOf(body)).toBe('Set AWS_REGION=eu-west-1.');
  expect(await adviceOf('')).toBe('Set AWS_REGION or AWS_ENDPOINT_URL.');
  expect(await adviceOf('', { 'x-amz-bucket-region': 'x; rm -rf /' })).toBe('Set AWS_REGION or AWS_ENDPOINT_URL.');
});

test('what is missing is the bucket or the object, and the advice differs', async () => {
  const bucket = await troubleOf(answerOf(404, errorOf('NoSuchBucket')), PLACE);
  expect(bucket).toMatchObject({ message: `${PLACE}: there is no such bucket`, advice: /bucket and AWS_ENDPOINT_URL/ });
  const object = await troubleOf(answerOf(404, errorOf('NoSuchKey')), PLACE);
  expect(object).toMatchObject({ message: `${PLACE}: there is no such object`, advice: /bucket and key/ });
});

test.each([
  ['InvalidAccessKeyId', /AWS_ACCESS_KEY_ID/],
  ['InvalidToken', /AWS_SESSION_TOKEN/],
  ['RequestTimeTooSkewed', /clock/],
  ['AccessDenied', /read, list/],
])('the advice after %s matches it', async (code, advice) => {
  expect(await troubleOf(answerOf(403, errorOf(code)), PLACE)).toMatchObject({ advice: expect.stringMatching(advice) });
});

test('a body that cannot be read leaves the status', async () => {
  const answer = { ...answerOf(500), text: () => Promise.reject(new Error('reset')) };
  expect((await troubleOf(answer, PLACE)).message).toBe('HTTP 500');
});

test('other failures name the place, the number of tries and the last reason', () => {
  expect(changedObject(PLACE)).toMatchObject({ code: 'damaged', message: `${PLACE} changed while it was being read` });
  expect(strangeAnswer(PLACE, { en: 'x', ja: '異常' })).toMatchObject({
    code: 'upstream',
    message: `${PLACE}: x`,
    localized: { ja: `${PLACE}：異常` },
  });
  const last = new PassingTrouble('HTTP 503');
  expect(givenUp(PLACE, 8, last)).toMatchObject({
    code: 'upstream',
    message: `${PLACE}: object storage failed 8 times, at last with: HTTP 503`,
    cause: last,
  });
});
