import assert from 'node:assert/strict';
import { reportWithoutServer } from '../../../client/src/commands/report-without-server.js';
import { english } from '../translator.js';

describe('the report without a language server', () => {
  it('says what the editor is, and where to look', () => {
    const editor = { name: 'VSCodium', version: '1.100.2', extension: '1.2.3', kind: 'desktop' };
    const local = reportWithoutServer(editor, 'linux x64', english);
    for (const line of [
      '- The language server is not running. The log of BioNote says where it stopped.',
      '- Editor: VSCodium 1.100.2 (desktop)',
      '- Extension: 1.2.3',
      '- Remote: none',
      '- Platform: linux x64',
    ]) {
      assert.ok(local.includes(`${line}\n`), local);
    }
    assert.match(reportWithoutServer({ ...editor, remote: 'wsl' }, 'linux x64', english), /^- Remote: wsl$/m);
  });
});
