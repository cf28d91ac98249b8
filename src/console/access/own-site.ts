import type { IncomingHttpHeaders } from 'node:http';
import { ConsoleProblem } from './console-problem.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i;

/**
 * Throws where a request comes from a page of another site, or, where no keys are configured, under a name that does not lead to this machine
 * alone: a web page can have its own name lead here, or send here without reading the answer. The browser says both.
 */
export function requireOwnSite(headers: IncomingHttpHeaders, needsLoopback: boolean): void {
  const { origin, host = '' } = headers;
  if (needsLoopback && !LOOPBACK.test(host)) throw notLocal();
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) throw otherSite();
}

/** Throws where a browser says that a page of another site asks; a person who types the address or follows a link asks for pages only. */
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
