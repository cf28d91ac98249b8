import { expect, test } from 'vitest';
import { httpLog } from './http-log.ts';

const onDenied = { en: 'Give a key.', ja: 'キーを指定してください。' };

test.each([404, 401, 400])(
  'the body of an answer that brings nothing (%i) is given up, so that it holds no process',
  async (status) => {
    let isGivenUp = false;
    const send = async () => {
      const body = new ReadableStream({
        cancel() {
          isGivenUp = true;
        },
      });
      return new Response(body, { status });
    };
    const fetched = httpLog('http://log.example', { send, onDenied })('checkpoint');
    if (status === 404) expect(await fetched).toBeNull();
    else await expect(fetched).rejects.toMatchObject({ code: status === 401 ? 'unauthorised' : 'upstream' });
    expect(isGivenUp).toBe(true);
  },
);
