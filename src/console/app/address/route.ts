import { CONSOLE_VIEWS, type ConsoleView, type Lang } from '../../../schema/index.ts';

/** Path at which the console is served. */
export const BASE = '/console';

/** The contents of an address. */
export interface Route {
  /** null for an address that the console does not have. */
  readonly view: ConsoleView | null;
  /** The object shown in the view: an index, a model, a run; null for the view itself. */
  readonly id: string | null;
  /** null if the address leaves it to the browser. */
  readonly lang: Lang | null;
  /** The rest of the query: filters, the selected row. */
  readonly query: Readonly<Record<string, string>>;
}

/** Parses a path and a query into a route. Anything unreadable leads to the view `null`, never to an error. */
export function parseRoute(pathname: string, search: string): Route {
  const { lang, ...query } = Object.fromEntries(new URLSearchParams(search));
  const known: Lang | null = lang === 'ja' || lang === 'en' ? lang : null;
  const path = pathname.startsWith(`${BASE}/`) ? pathname.slice(BASE.length + 1) : pathname === BASE ? '' : null;
  const [name = '', ...rest] = (path ?? '-').replace(/\/$/, '').split('/');
  const id = rest.length === 0 ? null : decoded(rest.join('/'));
  const view = name === '' ? 'overview' : CONSOLE_VIEWS.find((each) => each === name);
  return { view: view === undefined || id === undefined ? null : view, id: id ?? null, lang: known, query };
}

/**
 * Builds the address of a route, which `parseRoute` turns back into the route. Leaves out empty values of the query.
 */
export function formatRoute({ view, id, lang, query }: Route): string {
  const path = view === null || view === 'overview' ? '' : id === null ? view : `${view}/${encoded(id)}`;
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams([...filled, ...(lang === null ? [] : [['lang', lang]])] as [string, string][]);
  return `${BASE}/${path}${search.size === 0 ? '' : `?${search}`}`;
}

/** Encodes an id but keeps its slashes, since the id of a run is a path. */
export const encoded = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
