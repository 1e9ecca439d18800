import assert from 'node:assert/strict';
import { isLoopback, normalizeHost, permittedHost } from '../../../server/src/models/ollama/host.js';
import { ModelError } from '../../../server/src/models/error.js';

describe('host of Ollama', () => {
  const table: [written: string, effective: string][] = [
    ['', 'http://127.0.0.1:11434'],
    ['  http://127.0.0.1:11434/  ', 'http://127.0.0.1:11434'],
    ['http://localhost:11434', 'http://127.0.0.1:11434'],
    ['localhost', 'http://127.0.0.1:11434'],
    ['LOCALHOST:9', 'http://127.0.0.1:9'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['http://0.0.0.0:8080', 'http://127.0.0.1:8080'],
    ['http://[::]:8080', 'http://127.0.0.1:8080'],
    ['11435', 'http://127.0.0.1:11435'],
    [':11435', 'http://127.0.0.1:11435'],
    ['::1', 'http://[::1]:11434'],
    ['[::1]', 'http://[::1]:11434'],
    ['[::1]:5', 'http://[::1]:5'],
    ['http://[::1]', 'http://[::1]:11434'],
    ['gpu-box', 'http://gpu-box:11434'],
    ['http://gpu-box', 'http://gpu-box:11434'],
    ['http://gpu-box:80', 'http://gpu-box:80'],
    ['gpu-box:80', 'http://gpu-box:80'],
    ['http://gpu-box:80/ollama', 'http://gpu-box:80/ollama'],
    ['https://gpu-box', 'https://gpu-box'],
    ['https://gpu-box:11434', 'https://gpu-box:11434'],
    ['http://127.0.0.1:11434/api', 'http://127.0.0.1:11434'],
    ['http://127.0.0.1:11434/v1/', 'http://127.0.0.1:11434'],
    ['HTTP://127.1', 'http://127.0.0.1:11434'],
  ];
  for (const [written, effective] of table) {
    it(`reads ${JSON.stringify(written)} as ${effective}`, () => {
      assert.equal(normalizeHost(written), effective);
    });
  }

  for (const written of [
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'http://',
    'http://me:secret@127.0.0.1',
    'http://me:secret@127.0.0.1:port',
    'ftp://me:secret@127.0.0.1',
    'me:secret@a b',
    'a b',
  ]) {
    it(`refuses ${written}`, () => {
      assert.throws(
        () => normalizeHost(written),
        (error: unknown) =>
          error instanceof ModelError && error.code === 'host-refused' && !error.message.includes('secret'),
      );
    });
  }

  const loopback: [host: string, local: boolean][] = [
    ['http://127.0.0.1:11434', true],
    ['http://127.8.9.1:11434', true],
    ['http://[::1]:11434', true],
    ['http://[::ffff:127.0.0.1]:11434', true],
    ['http://127.0.0.1.example.org:11434', false],
    ['http://192.168.1.5:11434', false],
    ['http://[::2]:11434', false],
    ['http://localhost.example.org:11434', false],
  ];
  for (const [host, local] of loopback) {
    it(`${host} is ${local ? '' : 'not '}this machine`, () => {
      assert.equal(isLoopback(host), local);
      if (local) assert.equal(permittedHost(host, false), normalizeHost(host));
      else {
        assert.throws(() => permittedHost(host, false), { name: 'ModelError', code: 'host-refused' });
        assert.equal(permittedHost(host, true), host);
      }
    });
  }
});
