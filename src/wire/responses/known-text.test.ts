import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownText } from './known-text.ts';

test('compares like the text that was added', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  const steps = fc.array(fc.tuple(fc.constantFrom('add', 'compare', 'replace'), text), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (all) => {
      const known = new KnownText();
      let plain = '';
      for (const [step, value] of all) {
        if (step === 'add') known.add(value);
        if (step === 'replace') known.replace(value);
        plain = step === 'add' ? plain + value : step === 'replace' ? value : plain;
        const compared = [known.length, known.startsWith(value), known.isStartOf(value)];
        expect(compared).toEqual([plain.length, plain.startsWith(value), value.startsWith(plain)]);
      }
    }),
  );
});
