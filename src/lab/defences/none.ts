import type { Defence } from './defence.ts';

/** The undefended model. */
export const NONE: Defence = { id: 'none', title: { en: 'none', ja: 'なし' } };
