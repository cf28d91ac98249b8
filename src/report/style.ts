/** Functions that style a text for the terminal. The plain style returns it unchanged. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly badge: (text: string, level: 'pass' | 'review' | 'block') => string;
}

const same = (text: string): string => text;

/** For pipes, files, NO_COLOR and `--no-color`. */
export const PLAIN: Style = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same, badge: same };

const sgr = (open: string, close: string) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

const BADGES = { pass: sgr('1;30;42', '0'), review: sgr('1;30;43', '0'), block: sgr('1;97;41', '0') };

/** The sixteen colours that every terminal has (ECMA-48 SGR). */
export const COLOUR: Style = {
  bold: sgr('1', '22'),
  dim: sgr('2', '22'),
  red: sgr('31', '39'),
  green: sgr('32', '39'),
  yellow: sgr('33', '39'),
  cyan: sgr('36', '39'),
  badge: (text, level) => BADGES[level](text),
};
