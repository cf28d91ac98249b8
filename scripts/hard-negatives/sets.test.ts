import { describe, expect, it } from 'vitest';
import { hardNegativeSets, smallHardNegativeSets } from './sets.ts';

describe('hardNegativeSets', () => {
  const sets = hardNegativeSets();

  it('builds the same rows in every run', () => {
    expect(JSON.stringify(smallHardNegativeSets())).toBe(JSON.stringify(smallHardNegativeSets()));
  });

  it('has names of its own, reasons, and 100 to 2,500 rows in every set', () => {
    expect(new Set(sets.map(({ name }) => name)).size).toBe(sets.length);
    for (const { name, rows, why } of sets) {
      expect(why, name).not.toBe('');
      expect(rows.length, name).toBeGreaterThanOrEqual(100);
      expect(rows.length, name).toBeLessThanOrEqual(2500);
    }
  });

  it('repeats no row and leaves no slot or choice of a template unfilled', () => {
    for (const { name, rows } of sets) {
      expect(new Set(rows.map((row) => JSON.stringify(row))).size, name).toBe(rows.length);
      if (['code', 'maths', 'sql'].includes(name)) continue;
      const unfilled = rows.find((row) =>
        /<(?:base|gerund|verb|noun|offer|good|order|task|able|deed|safe|who|other)>/.test(JSON.stringify(row)),
      );
      expect(unfilled, name).toBeUndefined();
    }
  });
});
