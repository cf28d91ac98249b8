import * as z from 'zod';
import { errorIn } from '../../wire/index.ts';

/** The field `error` of an answer. One that broke off on the server's side is not an answer, even with status 200. */
export const NO_ERROR = z
  .unknown()
  .optional()
  .refine((error) => errorIn({ error }) === null);
