import type * as z from 'zod';
import type { Message } from '../../schema/index.ts';
import {
  COMPARISON_SHAPE,
  FINGERPRINT_SHAPE,
  SCAN_SHAPE,
  TRAINING_SHAPE,
  VERIFICATION_SHAPE,
  WATCH_SHAPE,
} from '../report/result-shapes.ts';

/** Shapes of results by their schema name. Results of other schemas are not checked. */
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  'zenbun.scan/1': SCAN_SHAPE,
  'zenbun.compare/1': COMPARISON_SHAPE,
  'zenbun.watch/1': WATCH_SHAPE,
  'zenbun.watch-live/1': WATCH_SHAPE,
  'zenbun.training/1': TRAINING_SHAPE,
  'zenbun.fingerprint/1': FINGERPRINT_SHAPE,
  'zenbun.verify/1': VERIFICATION_SHAPE,
};

/** Returns the fault in the shape of a result, or null if it is as zenbun writes it or its kind is not checked. */
export function resultFault(json: unknown): Message | null {
  const { schema } = json as { readonly schema?: unknown };
  const shape = typeof schema === 'string' && Object.hasOwn(SHAPES, schema) ? SHAPES[schema]! : null;
  const read = shape?.safeParse(json);
  if (read === undefined || read.success) return null;
  const { path, message } = read.error.issues[0]!;
  return {
    en: `not as zenbun writes it: ${path.join('.')}: ${message}`,
    ja: `zenbun が書き出した形と異なります：${path.join('.')}：${message}`,
  };
}
