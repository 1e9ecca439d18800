import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { run } from '../cli/terminals.js';
import { built } from './built.js';

describe('bionote instructions stats', () => {
  it('tells what rows are made of, and draws it', () =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const plot = join(folder, 'plot.svg');
      const { code, stdout } = await run(['instructions', 'stats', join(folder, 'rows'), '--plot', plot]);
      assert.equal(code, exitCode.done);
      assert.match(stdout, /\| qa \| 1 \| [\d.]+ % \| MedQuAD 1 \|/);
      assert.match(stdout, /\| ner BC5CDR \| mentions 2 \|/);
      const svg = await readFile(plot, 'utf8');
      assert.match(svg, /<svg [^>]*role="img"/);
      assert.match(svg, /prefers-color-scheme:dark/);
      assert.match(svg, /<title>MedQuAD, qa: 1<\/title>/);
    }));

  it('nothing there is a usage error', async () => {
    const { code } = await run(['instructions', 'stats', '/nonexistent/rows']);
    assert.equal(code, exitCode.usage);
  });
});
