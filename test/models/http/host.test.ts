import assert from 'node:assert/strict';
import { isLoopback, normalizeHost, permittedHost } from '../../../server/src/models/http/host.js';
import { ollamaServer } from '../../../server/src/models/ollama/host.js';
import { openAiServer } from '../../../server/src/models/openai/server-kind.js';
import { ModelError } from '../../../server/src/models/error.js';

describe('the address of a server', () => {
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
      assert.equal(normalizeHost(written, ollamaServer), effective);
    });
  }

  it('has the port of its kind, and loses the path of its interface', () => {
    assert.equal(normalizeHost('localhost', openAiServer), 'http://127.0.0.1:8080');
    assert.equal(normalizeHost('http://127.0.0.1:1234/v1', openAiServer), 'http://127.0.0.1:1234');
    assert.equal(normalizeHost('https://gpu-box/llm/v1/', openAiServer), 'https://gpu-box/llm');
  });

  for (const kind of [ollamaServer, openAiServer]) {
    it(`is refused with the setting to change: ${kind.port}`, () => {
      const setting = kind === ollamaServer ? /bionote\.ollama\.host/ : /bionote\.openai\.url/;
      for (const written of ['a b', 'http://me:secret@127.0.0.1', 'http://192.0.2.7'])
        assert.throws(() => permittedHost(written, false, kind), { message: setting });
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
        () => normalizeHost(written, ollamaServer),
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
      if (local) assert.equal(permittedHost(host, false, ollamaServer), normalizeHost(host, ollamaServer));
      else {
        assert.throws(() => permittedHost(host, false, ollamaServer), {
          name: 'ModelError',
          code: 'host-refused',
        });
        assert.equal(permittedHost(host, true, ollamaServer), host);
      }
    });
  }
});
