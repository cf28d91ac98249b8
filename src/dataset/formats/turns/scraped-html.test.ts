import { expect, test } from 'vitest';
import { withoutScrapedHtml } from './scraped-html.ts';

test('an answer copied from a chat page loses its markup', () => {
  const html =
    '<div class="markdown prose w-full"><p>I can&#39;t say.</p><ol><li>Mix <b>2</b> eggs &amp; milk</li></ol><pre><code>a &lt; b</code></pre></div>';
  expect(withoutScrapedHtml(html)).toBe("I can't say.\nMix 2 eggs & milk\n\na < b");
});

test.each(['<div>\n  <p>Hello</p>\n</div>', 'a < b and c > d', '', '<html><body class="prose"></body></html>'])(
  'other text stays: %s',
  (text) => {
    expect(withoutScrapedHtml(text)).toBe(text);
  },
);

test('takes linear time', () => {
  const text = `<div class="markdown">${'<a '.repeat(200_000)}`;
  const started = performance.now();
  withoutScrapedHtml(text);
  expect(performance.now() - started).toBeLessThan(5_000);
});
