import { CONSOLE_VIEWS, type ConsoleView, type Lang } from '../../../schema/index.ts';

/** Where the console is served. */
export const BASE = '/console';

/** What the address says. */
export interface Route {
  /** null for an address that is none of the console's. */
  readonly view: ConsoleView | null;
  /** What is looked at in it: an index, a model, a run; null for the view itself. */
  readonly id: string | null;
  /** null where the address leaves it to the browser. */
  readonly lang: Lang | null;
  /** The rest of the query: filters, the selected row. */
  readonly query: Readonly<Record<string, string>>;
}

/** The route of a path and a query. Whatever cannot be read leads to the view `null`, never to an error. */
export function parseRoute(pathname: string, search: string): Route {
  const { lang, ...query } = Object.fromEntries(new URLSearchParams(search));
  const known: Lang | null = lang === 'ja' || lang === 'en' ? lang : null;
  const path = pathname.startsWith(`${BASE}/`) ? pathname.slice(BASE.length + 1) : pathname === BASE ? '' : null;
  const [name = '', ...rest] = (path ?? '-').replace(/\/$/, '').split('/');
  const id = rest.length === 0 ? null : decoded(rest.join('/'));
  const view = name === '' ? 'overview' : CONSOLE_VIEWS.find((each) => each === name);
  return { view: view === undefined || id === undefined ? null : view, id: id ?? null, lang: known, query };
}

/** The address of a route; `parseRoute` gives the route again. Empty values of the query are left out. */
export function formatRoute({ view, id, lang, query }: Route): string {
  const path = view === null || view === 'overview' ? '' : id === null ? view : `${view}/${encoded(id)}`;
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams([...filled, ...(lang === null ? [] : [['lang', lang]])] as [string, string][]);
  return `${BASE}/${path}${search.size === 0 ? '' : `?${search}`}`;
}

/** Slashes stay: the id of a run is a path. */
export const encoded = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
