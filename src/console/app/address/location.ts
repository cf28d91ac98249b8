import { computed, signal } from '@preact/signals';
import type { ConsoleView, Lang } from '../../../schema/index.ts';
import { remember, remembered } from './remembered.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const current = () => parseRoute(window.location.pathname, window.location.search);

/** Where the page is. Follows the address, which is the only state of the views that outlives them. */
export const route = signal<Route>(current());

window.addEventListener('popstate', () => {
  route.value = current();
});

const LANG_KEY = 'zenbun-language';

/** The language that was chosen here before; null where none was. */
function chosenLang(): Lang | null {
  const kept = remembered(LANG_KEY);
  return kept === 'en' || kept === 'ja' ? kept : null;
}

/** The language of the page: what the address says, else what was chosen before, else the browser's. */
export const lang = computed<Lang>(
  () => route.value.lang ?? chosenLang() ?? (navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en'),
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
  if (change.lang != null) remember(LANG_KEY, change.lang);
  window.history.replaceState(null, '', formatRoute({ ...route.value, ...change }));
  route.value = current();
}
