import { computed, signal } from '@preact/signals';
import type { ConsoleView, Lang } from '../../../schema/index.ts';
import { remember, remembered } from './remembered.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const current = () => parseRoute(window.location.pathname, window.location.search);

/** The current route. Follows the address, which holds the state of the views. */
export const route = signal<Route>(current());

window.addEventListener('popstate', () => {
  route.value = current();
});

const LANG_KEY = 'zenbun-language';

/** Returns the language that was chosen in this browser before, or null. */
function chosenLang(): Lang | null {
  const kept = remembered(LANG_KEY);
  return kept === 'en' || kept === 'ja' ? kept : null;
}

/** Language of the page: from the address, else chosen before, else the browser's. */
export const lang = computed<Lang>(
  () => route.value.lang ?? chosenLang() ?? (navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en'),
);

/** Builds an address, keeping the language of the current one. */
export function addressOf(
  view: ConsoleView,
  id: string | number | null = null,
  query: Readonly<Record<string, string>> = {},
): string {
  return formatRoute({ view, id: id === null ? null : String(id), lang: route.value.lang, query });
}

/** Goes to another view; the previous one is one step back in the history. */
export function go(address: string): void {
  window.history.pushState(null, '', address);
  route.value = current();
  window.scrollTo(0, 0);
}

/** Changes details of the current view without a step in the history. */
export function amend(change: Partial<Pick<Route, 'query' | 'lang'>>): void {
  if (change.lang != null) remember(LANG_KEY, change.lang);
  window.history.replaceState(null, '', formatRoute({ ...route.value, ...change }));
  route.value = current();
}
