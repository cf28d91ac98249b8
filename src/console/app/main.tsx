import { render } from 'preact';
import { LAST_ROWS } from '../log/last-rows.ts';
import { route } from './address/location.ts';
import { Console } from './shell/console-page.tsx';
import { askEarly, openSession } from './wire/ask.ts';

// Asked before the page is drawn: everything waits for the first, and the list for the second.
void openSession();
if (route.value.view === 'live') askEarly(LAST_ROWS);
render(<Console />, document.getElementById('console')!);
