import type { Message } from '../../../schema/index.ts';
import { lang } from '../address/location.ts';

/** Returns a text in the language of the page. */
export const say = (message: Message): string => message[lang.value];
