import { render } from 'preact';
import { Console } from './shell/console-page.tsx';
import { openSession } from './wire/ask.ts';

// Asked before the page is drawn: everything waits for it.
void openSession();
render(<Console />, document.getElementById('console')!);
