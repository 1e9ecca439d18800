import assert from 'node:assert/strict';
import { settingTarget } from '../../../client/src/commands/setting-target.js';

describe('settingTarget', () => {
  const cases = [
    ['is the workspace where the setting is set in it', { workspaceValue: 'auto' }, true, 'workspace'],
    ['is the workspace where an empty text is set in it', { workspaceValue: '' }, true, 'workspace'],
    ['is the user where the workspace is not trusted', { workspaceValue: 'auto' }, false, 'user'],
    ['is the user where the workspace says nothing', { workspaceValue: undefined }, true, 'user'],
    ['is the user where the setting is not known', undefined, true, 'user'],
  ] as const;
  for (const [what, found, trusted, target] of cases) {
    it(what, () => {
      assert.equal(settingTarget(found, trusted), target);
    });
  }
});
