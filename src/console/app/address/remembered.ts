/** Returns what this browser remembers for a key; null if nothing, or if storage is forbidden. */
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
    // A browser that stores nothing still shows the page.
  }
}
