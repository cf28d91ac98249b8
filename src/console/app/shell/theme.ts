import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'zenbun-theme';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** What this browser remembers; nothing where it may not. */
export function remembered(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

export const theme = signal<Theme>(THEMES.find((each) => each === remembered(KEY)) ?? 'system');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

/** The next of system, light and dark. */
export function changeTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  remember(KEY, theme.value);
}
