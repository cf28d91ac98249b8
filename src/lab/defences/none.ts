import type { Defence } from './defence.ts';

/** The model as it is. */
export const NONE: Defence = { id: 'none', title: { en: 'none', ja: 'なし' } };
