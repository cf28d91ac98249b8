import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatModelId, parseModelId } from './model-id.ts';

const name = fc.string({ minLength: 1, unit: 'grapheme' });
const provider = fc.constantFrom('openai', 'anthropic', 'ollama', 'gguf', 'replay', 'toy');

test('a provider and any name, with a colon or a slash', () => {
  fc.assert(
    fc.property(provider, fc.constantFrom(':', '/'), name, (provider, mark, name) => {
      expect(parseModelId(`${provider}${mark}${name}`)).toEqual({ provider, name });
    }),
  );
});

test('a server and any name, with or without slashes at the end of the URL', () => {
  const base = fc.tuple(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.constantFrom('', '/', '//'));
  fc.assert(
    fc.property(base, name, ([url, slash], name) => {
      const id = parseModelId(`${url}${slash}#${name}`);
      expect(id).toEqual({ provider: 'http', base: new URL(url).href.replace(/\/+$/, ''), name });
    }),
  );
});

test.each([
  [
    'https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21#d',
    'https://x.openai.azure.com/openai/deployments/d',
    '2024-10-21',
  ],
  ['https://gate.test/d/?api-version=2025-04-01-preview#d', 'https://gate.test/d', '2025-04-01-preview'],
  ['https://x.openai.azure.com/openai/v1/#d', 'https://x.openai.azure.com/openai/v1', undefined],
  ['https://x.openai.azure.com/openai/v1/?#d', 'https://x.openai.azure.com/openai/v1', undefined],
])('%s is a server, with or without the version of its API', (id, base, apiVersion) => {
  const read = parseModelId(id);
  expect(read).toEqual({ provider: 'http', base, name: 'd', ...(apiVersion === undefined ? {} : { apiVersion }) });
  expect(parseModelId(formatModelId(read))).toEqual(read);
});

test('what is written is read as the same', () => {
  const url = fc
    .tuple(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.constantFrom('', '/', '?api-version=2024-10-21'))
    .map((parts) => parts.join(''));
  const id = fc.oneof(
    fc.tuple(provider, name).map(([provider, name]) => `${provider}/${name}`),
    fc.tuple(url, name).map(([url, name]) => `${url}#${name}`),
  );
  fc.assert(
    fc.property(id, (id) => {
      const read = parseModelId(id);
      expect(parseModelId(formatModelId(read))).toEqual(read);
    }),
  );
});

test('anything else is refused with a usage error', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      fc.pre(!/^(openai|anthropic|ollama|gguf|replay|toy)[:/]./s.test(id));
      expect(() => parseModelId(id)).toThrow(expect.objectContaining({ code: 'usage' }));
    }),
  );
});

test.each([
  ['openai:', /not a model ID/],
  ['gpt-4o', /not a model ID/],
  ['http://localhost:8000/v1', /does not specify a model/],
  ['http://localhost:8000/v1#', /does not specify a model/],
  ['http://:secret@host/v1#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?key=secret#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?api-version=2024-10-21&key=secret#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?api-version=1&api-version=secret#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?api-version=#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?api-version=a%20secret#m', /must not contain a user, password or query \(host\)/],
  ['http://u:secret@host/v1?api-version=2024-10-21#m', /must not contain a user, password or query \(host\)/],
  ['http://host/v1?API-VERSION=2024-10-21#m', /must not contain a user, password or query \(host\)/],
  ['http://#m', /not a URL/],
])('%s is refused, without its secrets', (id, message) => {
  expect(() => parseModelId(id)).toThrow(message);
  expect(() => parseModelId(id)).not.toThrow(/secret/);
});
