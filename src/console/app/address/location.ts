import { computed, signal } from '@preact/signals';
import type { ConsoleView, Lang } from '../../../schema/index.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const current = () => parseRoute(window.location.pathname, window.location.search);

/** Where the page is. Follows the address, which is the only state of the views that outlives them. */
export const route = signal<Route>(current());

window.addEventListener('popstate', () => {
  route.value = current();
});

/** The language of the page: what the address says, else the browser's. */
export const lang = computed<Lang>(
  () => route.value.lang ?? (navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en'),
);

/** An address in the language of this one. */
export function addressOf(
  view: ConsoleView,
  id: string | number | null = null,
  query: Readonly<Record<string, string>> = {},
): string {
  return formatRoute({ view, id: id === null ? null : String(id), lang: route.value.lang, query });
}

/** Goes to another view; the one before is a step back. */
export function go(address: string): void {
  window.history.pushState(null, '', address);
  route.value = current();
  window.scrollTo(0, 0);
}

/** Says more of the same view: no step of its own. */
export function amend(change: Partial<Pick<Route, 'query' | 'lang'>>): void {
  window.history.replaceState(null, '', formatRoute({ ...route.value, ...change }));
  route.value = current();
}
