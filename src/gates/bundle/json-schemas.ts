import * as z from 'zod';
import {
  COMPARISON_SHAPE,
  FINGERPRINT_SHAPE,
  SCAN_SHAPE,
  TRAINING_SHAPE,
  VERIFICATION_SHAPE,
  WATCH_SHAPE,
} from '../report/result-shapes.ts';
import { MANIFEST_SHAPE } from './manifest-shape.ts';

/** Returns the JSON schemas (2020-12) of bundle contents by file name, as in `schema/` and in bundles. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(SHAPES.map(([file, title, shape]) => [file, { title, ...z.toJSONSchema(shape) }]));

const SHAPES: readonly (readonly [string, string, z.ZodType])[] = [
  [
    'bundle-manifest.schema.json',
    'Manifest of an evidence bundle: the in-toto statement that is signed',
    MANIFEST_SHAPE,
  ],
  ['result-comparison.schema.json', 'zenbun compare --json', COMPARISON_SHAPE],
  ['result-scan.schema.json', 'zenbun scan --json', SCAN_SHAPE],
  ['result-watch.schema.json', 'zenbun watch --json', WATCH_SHAPE],
  ['result-training.schema.json', 'zenbun training --json', TRAINING_SHAPE],
  ['result-fingerprint.schema.json', 'zenbun fingerprint --json', FINGERPRINT_SHAPE],
  ['result-verification.schema.json', 'zenbun verify --json', VERIFICATION_SHAPE],
];
