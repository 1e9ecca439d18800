import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toolNames } from '../../../client/src/tools/offered-tools.js';
import { closeAll, openNew, until, withSetting } from './editor.js';

const text = 'He has never smoked.\nHe quit smoking in 1998 after pneumonia.\n';

/** The tools of BioNote that the editor offers now. */
function offered(): string[] {
  return vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('bionote_'));
}

async function used(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return part.value;
}

describe('the tools for chat models', () => {
  after(closeAll);

  it('are not there until the user switches them on, and then do what the commands do', async () => {
    await openNew('tools.note', text);
    assert.deepEqual(offered(), []);
    const restore = await withSetting('bionote.languageModelTools.enabled', true);
    try {
      await until('the tools', () => (offered().length === toolNames.length ? true : undefined));
      const annotated = JSON.parse(await used('bionote_annotate', { file: 'tools.note' })) as {
        readonly findings: {
          readonly entities: readonly { readonly text: string }[];
          readonly contradictions: readonly unknown[];
        };
      };
      assert.ok(annotated.findings.entities.some((entity) => entity.text === 'pneumonia'));
      assert.equal(annotated.findings.contradictions.length, 1);
      const checked = JSON.parse(
        await used('bionote_check', { file: 'tools.note', statement: 'He has never smoked.' }),
      ) as { readonly verdict: string; readonly sentences: number };
      assert.equal(checked.sentences, 2);
      for (const file of ['../outside.note', '/etc/hostname', 'nowhere.note', '']) {
        await assert.rejects(
          used('bionote_annotate', { file }),
          (error: Error) => !error.message.includes('smoked'),
        );
      }
    } finally {
      await restore();
    }
    await until('the end of the tools', () =>
      used('bionote_annotate', { file: 'tools.note' }).then(
        () => undefined,
        () => true,
      ),
    );
  });
});
