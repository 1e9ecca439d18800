import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { untraced } from '../../client/src/untraced.js';

const [trace, info] = [1, 3];

describe('a log that is not traced to', () => {
  it('takes every line but those of a trace, and wants none at any level', () => {
    const lines: string[] = [];
    let listeners = 0;
    const log = {
      logLevel: trace,
      onDidChangeLogLevel: () => (listeners += 1),
      trace: (line: string) => lines.push(`trace ${line}`),
      info: (line: string) => lines.push(`info ${line}`),
    } as unknown as vscode.LogOutputChannel;
    const channel = untraced(Object.freeze(log), info);
    channel.trace('Params: { "text": "Jane Roe has chest pain." }');
    channel.info('started');
    channel.onDidChangeLogLevel(() => undefined);
    assert.deepEqual(lines, ['info started']);
    assert.equal(channel.logLevel, info);
    assert.equal(listeners, 0);
  });
});
