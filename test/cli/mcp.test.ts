import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { chatWith, FakeOllama } from '../fakes/ollama-server.js';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../server/src/cli/program.js';
import { realParts } from '../../server/src/real-parts.js';
import { until } from '../protocol/until.js';

const canary = 'Zyxomitrib';

interface Message {
  readonly id: number;
  readonly result: {
    readonly tools?: readonly { readonly name: string }[];
    readonly content?: readonly { readonly text: string }[];
    readonly isError?: boolean;
  };
}

describe('bionote mcp', () => {
  let folder = '';
  let fake: FakeOllama;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await mkdir(file('shared'));
    await writeFile(file('shared/a.note'), `He takes ${canary}.`);
    await writeFile(file('secret.note'), `Her secret is ${canary}.`);
    await symlink(file('secret.note'), file('shared/link.note'));
    fake = await FakeOllama.start();
    fake.on(
      '/api/chat',
      chatWith((body) => {
        const asked = JSON.stringify(body['messages']);
        if (asked.includes('Premise:')) return '{"label":"entailment"}';
        if (!asked.includes('Question:')) return '{}';
        return JSON.stringify({
          answer: canary,
          sentence: `He takes ${canary}.`,
          evidence: [`He takes ${canary}`],
        });
      }),
    );
  });
  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  const hello = {
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };
  const call = (name: string, args: object): object => ({
    method: 'tools/call',
    params: { name, arguments: args },
  });

  interface Served {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly answers: readonly Message[];
  }

  /** Sends requests; the input stays open until each is answered, or the command has ended. */
  async function serve(requests: readonly object[], ...words: string[]): Promise<Served> {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const said = { out: '', err: '' };
    stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    const lines = (): string[] => said.out.split('\n').filter(Boolean);
    let code: number | undefined;
    const nowhere = '/nonexistent';
    const ended = runProgram(['mcp', file('shared'), ...words, '-m', 'm', '--host', fake.host], {
      terminal: { stdin, stdout, stderr, env: {} },
      signal: new AbortController().signal,
      build: () => realParts({ program: nowhere, extension: nowhere }),
      extension: nowhere,
      version: '1.2.3',
    }).then((given) => (code = given));
    const messages = [
      { jsonrpc: '2.0', id: 0, ...hello },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      ...requests.map((request, index) => ({ jsonrpc: '2.0', id: index + 1, ...request })),
    ];
    stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    await until('the answers', () => code !== undefined || lines().length === requests.length + 1);
    stdin.end();
    await ended;
    const answers = lines().map((line) => JSON.parse(line) as Message);
    return {
      code: code ?? -1,
      stdout: said.out,
      stderr: said.err,
      answers: answers.sort((a, c) => a.id - c.id),
    };
  }

  it('does nothing until sharing is allowed: no text of a note leaves, and no model is asked', async () => {
    const { code, stdout, stderr } = await serve([call('ask', { file: 'a.note', question: 'What?' })]);
    assert.equal(code, exitCode.usage);
    assert.equal(stdout, '');
    assert.match(stderr, /may run in a cloud.*--allow-sharing/);
    assert.ok(!stderr.includes(canary));
    assert.deepEqual(fake.requests, []);
  });

  it('offers its tools, and answers from notes of the folder with what supports it', async () => {
    const { code, answers } = await serve(
      [
        { method: 'tools/list' },
        call('ask', { file: 'a.note', question: 'What does he take?' }),
        call('check', { file: 'a.note', statement: 'He takes it.' }),
      ],
      '--allow-sharing',
    );
    assert.equal(code, exitCode.done);
    assert.deepEqual(
      answers[1]?.result.tools?.map(({ name }) => name),
      ['annotate', 'check', 'compare', 'ask'],
    );
    const answer = JSON.parse(answers[2]?.result.content?.[0]?.text ?? '{}') as {
      sentence: { support: string };
    };
    assert.equal(answer.sentence.support, 'supported');
    assert.match(answers[3]?.result.content?.[0]?.text ?? '', /"verdict":"entailment"/);
  });

  it('opens nothing outside the folder, also through a link', async () => {
    const outside = ['../secret.note', file('secret.note'), 'link.note', '/etc/passwd', '.'];
    const { stdout, answers } = await serve(
      outside.map((name) => call('annotate', { file: name })),
      '--allow-sharing',
    );
    assert.equal(answers.length, outside.length + 1);
    for (const { result } of answers.slice(1)) {
      assert.equal(result.isError, true);
      assert.match(result.content?.[0]?.text ?? '', /not in a shared folder/);
    }
    assert.ok(!stdout.includes(canary));
  });
});
