import { render } from 'preact';
import { Console } from './shell/console.tsx';

render(<Console />, document.getElementById('console')!);
