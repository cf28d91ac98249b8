import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedSettings, SETTING_NAMES } from './setting-names.ts';

test('what a person stated, under any name, is not added again', () => {
  expect(addedSettings({ epochs: 3, seed: 1 }, { num_train_epochs: 2 })).toEqual({ seed: 1 });
  expect(addedSettings({ epochs: 3 }, { epochs: null })).toEqual({});
  expect(addedSettings({ epochs: 3 }, {})).toEqual({ epochs: 3 });
});

test('what would override a statement is not added either, but not the other way round', () => {
  expect(addedSettings({ maxSteps: 100 }, { n_epochs: 2 })).toEqual({});
  expect(addedSettings({ totalBatch: 64 }, { world_size: 8 })).toEqual({});
  expect(addedSettings({ totalBatch: 64 }, { gradient_accumulation_steps: 8 })).toEqual({});
  expect(addedSettings({ warmupSteps: 10 }, { warmup_ratio: 0.1 })).toEqual({});
  expect(addedSettings({ epochs: 3 }, { max_steps: 100 })).toEqual({ epochs: 3 });
});

test('a setting that trainers have no other name for goes by its own', () => {
  expect(addedSettings({ other: 1 }, { other: 2 })).toEqual({});
  expect(addedSettings({ other: 1 }, {})).toEqual({ other: 1 });
});

test('no name stands for two settings', () => {
  const all = Object.values(SETTING_NAMES).flat();
  expect(new Set(all).size).toBe(all.length);
});

test('added twice is added once', () => {
  const settings = fc.dictionary(fc.constantFrom(...Object.keys(SETTING_NAMES)), fc.nat());
  fc.assert(
    fc.property(settings, settings, (found, stated) => {
      const added = addedSettings(found, stated);
      expect(addedSettings(added, stated)).toEqual(added);
      for (const name of Object.keys(added)) expect(Object.hasOwn(stated, name)).toBe(false);
    }),
  );
});
