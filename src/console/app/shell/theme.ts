import { effect, signal } from '@preact/signals';
import { remember, remembered } from '../address/remembered.ts';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'zenbun-theme';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export const theme = signal<Theme>(THEMES.find((each) => each === remembered(KEY)) ?? 'system');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

/** Switches to the next of system, light and dark. */
export function changeTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  remember(KEY, theme.value);
}
