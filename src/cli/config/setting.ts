import * as z from 'zod';
import { HELP } from '../program/help/help-texts.ts';

/** Kinds of settings. */
export const text = z.string().min(1);
export const texts = z.array(text);
export const count = z.int().positive();
export const whole = z.int().nonnegative();
export const amount = z.number().nonnegative();

/** Makes a setting optional and adds its help text. */
export const optional = <T extends z.ZodType>(type: T, help: keyof typeof HELP) =>
  z.exactOptional(type.describe(HELP[help].en));
