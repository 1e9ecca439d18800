import assert from 'node:assert/strict';
import { graphPage } from '../../client/src/graph/page.js';
import { escapeHtml, securePage } from '../../client/src/page.js';
import { english } from './translator.js';

/** What a page may do, by directive. */
function policyOf(html: string): Map<string, string> {
  const [, content = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  return new Map(
    content.split('; ').map((part): [string, string] => {
      const [name = '', ...sources] = part.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('a page in the editor', () => {
  it('loads nothing but its own style and script', () => {
    const html = graphPage({ nonce: 'N0', language: 'en', script: 'https://x/graph.js' }, english);
    assert.deepEqual(Object.fromEntries(policyOf(html)), {
      'default-src': "'none'",
      'style-src': "'nonce-N0'",
      'script-src': "'nonce-N0'",
      'base-uri': "'none'",
      'form-action': "'none'",
    });
    for (const [tag] of html.matchAll(/<(?:style|script)\b[^>]*>/g)) assert.match(tag, /nonce="N0"/);
    assert.doesNotMatch(html, /\sstyle="|\son\w+="|<img|<iframe|<link/);
  });

  it('has no script unless it is given one', () => {
    const html = securePage({
      title: 'a',
      language: 'en',
      nonce: 'N',
      style: '',
      body: '</head><body></body>',
    });
    assert.ok(!policyOf(html).has('script-src'));
    assert.doesNotMatch(html, /<script/);
  });

  it('shows text as text', () => {
    assert.equal(escapeHtml(`<a href="x">&'`), '&lt;a href=&quot;x&quot;&gt;&amp;&#39;');
  });
});
