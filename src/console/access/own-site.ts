import type { IncomingHttpHeaders } from 'node:http';
import { ConsoleProblem } from './console-problem.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i;

/**
 * Throws if a request comes from a page of another site or, when no keys are configured, uses a host name that does not
 * lead to this machine alone: a web page can point its own domain name here, or send requests without reading the
 * answers. The browser reveals both.
 */
export function requireOwnSite(headers: IncomingHttpHeaders, needsLoopback: boolean): void {
  const { origin, host = '' } = headers;
  if (needsLoopback && !LOOPBACK.test(host)) throw notLocal();
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) throw otherSite();
}

/**
 * Throws if the browser says that a page of another site is asking. A person who types the address or follows a link
 * requests only pages.
 */
export function requireOwnPage(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw otherSite();
}

const notLocal = () =>
  new ConsoleProblem(403, 'host_not_local', {
    en: 'Without keys, the console is served to this machine only, under a loopback name.',
    ja: 'キーが設定されていないため、コンソールはこのマシンから、ループバックの名前でのみ利用できます。',
  });

const otherSite = () =>
  new ConsoleProblem(403, 'other_site', {
    en: 'The console answers only its own pages. A proxy in front of it has to pass the header Host on.',
    ja: 'コンソールは自身のページからのリクエストにだけ応答します。プロキシを使う場合は Host ヘッダーをそのまま渡してください。',
  });
