import { render } from 'preact';
import { Console } from './shell/console-page.tsx';

render(<Console />, document.getElementById('console')!);
