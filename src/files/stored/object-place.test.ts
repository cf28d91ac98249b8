import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObjectPlace, objectPlaceOf, requireObject } from './object-place.ts';

test.each<[string, boolean]>([
  ['s3://bkt/key', true],
  ['s3://', true],
  ['S3://bkt/key', false],
  ['./s3://bkt', false],
  ['/data/s3', false],
  ['', false],
])('%j is in object storage: %s', (path, is) => expect(isObjectPlace(path)).toBe(is));

test.each<[string, string, string]>([
  ['s3://bkt', 'bkt', ''],
  ['s3://bkt/', 'bkt', ''],
  ['s3://bkt/a/b', 'bkt', 'a/b'],
  ['s3://my.bkt-1//a//', 'my.bkt-1', '/a//'],
  // Keys are raw: nothing in them is encoded, and a line break is a character.
  ['s3://bkt/a%20b?c#d\ne', 'bkt', 'a%20b?c#d\ne'],
  [`s3://${'b'.repeat(63)}/k`, 'b'.repeat(63), 'k'],
])('%j is the bucket %s and the key %j', (place, bucket, key) => {
  expect(objectPlaceOf(place)).toEqual({ bucket, key });
});

test.each([
  '',
  'bkt/key',
  's3:/bkt/key',
  's3://',
  's3:///key',
  's3://ab/k',
  's3://Bkt/k',
  's3://-bkt/k',
  's3://bkt-/k',
  's3://b_t/k',
  `s3://${'b'.repeat(64)}/k`,
])('%j is no place, and the advice says how to write one', (place) => {
  const failure = {
    code: 'usage',
    message: `${place} is not an S3 location`,
    advice: expect.stringContaining('s3://BUCKET/KEY'),
  };
  expect(() => objectPlaceOf(place)).toThrow(expect.objectContaining(failure));
  expect(() => requireObject(place)).toThrow(expect.objectContaining(failure));
});

test('bucket and key come back from their place, whatever the key', () => {
  fc.assert(
    fc.property(fc.constantFrom('bkt', 'my.bkt-1', '0'.repeat(63)), fc.string({ unit: 'binary' }), (bucket, key) => {
      expect(objectPlaceOf(`s3://${bucket}/${key}`)).toEqual({ bucket, key });
    }),
  );
});

test.each(['a', 'a/b.jsonl', '.a', '..a/b..', 'a/.../b', 'a//b', 'a/', '記録 😀'])(
  'the key %j names an object',
  (key) => {
    expect(requireObject(`s3://bkt/${key}`)).toEqual({ bucket: 'bkt', key });
  },
);

// A client would resolve such names, and ask for another object; half a character has no form in a URL.
test.each(['', '.', '..', 'a/./b', 'a/..', '../a', 'a\ud800', '\udc00'])('the key %j cannot be asked for', (key) => {
  expect(() => requireObject(`s3://bkt/${key}`)).toThrow(
    expect.objectContaining({ code: 'usage', advice: expect.stringContaining('copied to another one') }),
  );
});
