import assert from 'node:assert/strict';
import { WorkspaceSettings } from '../../server/src/settings/workspace-settings.js';

describe('settings of a client that is asked for them', () => {
  it('are the newest that were asked for, in whichever order the answers come', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const getConfiguration = () =>
      new Promise<never>((resolve) => {
        answers.push(resolve as (value: unknown) => void);
      });
    const settings = new WorkspaceSettings({ getConfiguration }, undefined);
    const [older, newer] = [settings.load(), settings.load()];
    answers[1]?.({ schema: 'newer' });
    assert.equal(await newer, true);
    answers[0]?.({ schema: 'older' });
    assert.equal(await older, false);
    assert.equal(settings.all.settings.schema, 'newer');
  });
});
