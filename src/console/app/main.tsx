import { render } from 'preact';
import { LAST_ROWS } from '../log/last-rows.ts';
import { route } from './address/location.ts';
import { Console } from './shell/console-page.tsx';
import { askEarly, openSession } from './wire/ask.ts';

/** Maximum time the page may stay empty: drawn without the replies, it would be redrawn as soon as they arrive. */
const MOST_WAIT_MS = 80;

// Everything waits for the session, and the list for its last rows; both were requested while this script loaded.
const answers = [openSession(), ...(route.value.view === 'live' ? [askEarly(LAST_ROWS)] : [])];
await Promise.race([Promise.all(answers), new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS))]);
render(<Console />, document.getElementById('console')!);
