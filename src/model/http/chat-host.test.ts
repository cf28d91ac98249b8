import { expect, test } from 'vitest';
import { parseModelId, type ServerModelId } from '../model-id.ts';
import { chatHost } from './chat-host.ts';

const hostOf = (id: string, env: Record<string, string> = {}) => chatHost(parseModelId(id) as ServerModelId, env);

test.each<[string, Record<string, string>, { base: string; key: string }]>([
  ['openai:m', { OPENAI_API_KEY: ' k\n' }, { base: 'https://api.openai.com/v1', key: 'k' }],
  ['openai:m', { OPENAI_BASE_URL: 'http://h:1/x/' }, { base: 'http://h:1/x', key: '' }],
  ['openai:m', { OPENAI_BASE_URL: '', OPENAI_API_KEY: 'k' }, { base: 'https://api.openai.com/v1', key: 'k' }],
  ['anthropic:m', { ANTHROPIC_API_KEY: 'k' }, { base: 'https://api.anthropic.com/v1', key: 'k' }],
  ['anthropic:m', { ANTHROPIC_BASE_URL: 'http://h/v1/' }, { base: 'http://h/v1', key: '' }],
  ['ollama:m', {}, { base: 'http://127.0.0.1:11434/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: '0.0.0.0' }, { base: 'http://127.0.0.1:11434/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: '[::]:8080' }, { base: 'http://127.0.0.1:8080/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: '[::1]' }, { base: 'http://[::1]:11434/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: 'gpu:80' }, { base: 'http://gpu/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: 'http://gpu' }, { base: 'http://gpu:11434/v1', key: '' }],
  ['ollama:m', { OLLAMA_HOST: 'https://gpu.test/o/' }, { base: 'https://gpu.test/o/v1', key: '' }],
])('%s with %o', (id, env, host) => {
  expect(hostOf(id, env)).toEqual({ ...host, query: '' });
});

test('a key goes only where it belongs', () => {
  const env = { OPENAI_API_KEY: 'o', OPENAI_BASE_URL: 'http://mine/v1', ANTHROPIC_API_KEY: 'a', ZENBUN_API_KEY: 'z' };
  expect(hostOf('http://mine/v1#m', env).key).toBe('o');
  expect(hostOf('http://mine/v2#m', env).key).toBe('z');
  expect(hostOf('http://other/v1#m', { OPENAI_API_KEY: 'o' }).key).toBe('');
  expect(hostOf('ollama:m', env).key).toBe('');
});

test('Azure has a key of its own, else that of servers named by URL; nobody else gets it', () => {
  const env = { OPENAI_API_KEY: 'o', AZURE_OPENAI_API_KEY: ' a\n', ZENBUN_API_KEY: 'z' };
  const deployment = 'https://mine.openai.azure.com/openai/deployments/d/?api-version=2024-10-21#d';
  expect(hostOf(deployment, env)).toEqual({
    base: 'https://mine.openai.azure.com/openai/deployments/d',
    query: '?api-version=2024-10-21',
    key: 'a',
  });
  expect(hostOf('https://mine.openai.azure.com/openai/v1/#d', { ZENBUN_API_KEY: 'z' })).toEqual({
    base: 'https://mine.openai.azure.com/openai/v1',
    query: '',
    key: 'z',
  });
  for (const other of ['https://notazure.com/v1#m', 'https://azure.com.evil.test/v1#m', 'http://127.0.0.1:1/v1#m']) {
    expect(hostOf(other, env).key).toBe('z');
  }
  expect(hostOf('openai:m', env).key).toBe('o');
});

test.each([
  ['openai:m', {}, /no API key for api\.openai\.com/],
  ['anthropic:m', {}, /no API key for api\.anthropic\.com/],
  ['openai:m', { OPENAI_BASE_URL: 'localhost:8000' }, /OPENAI_BASE_URL is "localhost:8000"/],
  ['ollama:m', { OLLAMA_HOST: 'a b' }, /OLLAMA_HOST/],
])('%s with %o is refused', (id, env, message) => {
  expect(() => hostOf(id, env as Record<string, string>)).toThrow(message);
});
