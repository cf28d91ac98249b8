import { render } from 'preact';
import { LAST_ROWS } from '../log/last-rows.ts';
import { route } from './address/location.ts';
import { Console } from './shell/console-page.tsx';
import { askEarly, openSession } from './wire/ask.ts';

/** How long the page may stay empty: drawn without the answers, it would be drawn again as soon as they come. */
const MOST_WAIT_MS = 80;

// Everything waits for the session, and the list for its last rows; both were asked for while this was loaded.
const answers = [openSession(), ...(route.value.view === 'live' ? [askEarly(LAST_ROWS)] : [])];
await Promise.race([Promise.all(answers), new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS))]);
render(<Console />, document.getElementById('console')!);
