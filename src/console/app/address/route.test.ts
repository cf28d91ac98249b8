import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONSOLE_VIEWS } from '../../../schema/index.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const parsed = (address: string) => {
  const { pathname, search } = new URL(address, 'http://localhost');
  return parseRoute(pathname, search);
};

test('every route has an address that leads to it again', () => {
  const route: fc.Arbitrary<Route> = fc.record({
    view: fc.constantFrom(...CONSOLE_VIEWS.filter((view) => view !== 'overview')),
    // The URL itself changes dot segments and trailing slashes.
    id: fc.option(fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => !/^\.{1,2}$|\/|%|\\/.test(id))),
    lang: fc.constantFrom('en', 'ja', null),
    query: fc.dictionary(
      fc.constantFrom('kind', 'model', 'at', 'text'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      {
        noNullPrototype: true,
      },
    ),
  });
  fc.assert(
    fc.property(route, (each) => {
      expect(parsed(formatRoute(each))).toEqual(each);
    }),
  );
});

test.each([
  ['/console', 'overview', null],
  ['/console/', 'overview', null],
  ['/console/live?outcome=partial&lang=ja', 'live', null],
  ['/console/answer/12', 'answer', '12'],
  ['/console/runs/a/b%20c.json', 'runs', 'a/b c.json'],
  ['/console/nothing', null, null],
  ['/console/answer/%zz', null, null],
  ['/elsewhere', null, null],
])('%s', (address, view, id) => {
  expect(parsed(address)).toMatchObject({ view, id });
});

test('an empty filter and an unknown language are no part of the address', () => {
  expect(formatRoute({ view: 'live', id: null, lang: 'ja', query: { kind: '', model: 'a&b' } })).toBe(
    '/console/live?model=a%26b&lang=ja',
  );
  expect(parsed('/console/live?lang=xx').lang).toBeNull();
});
