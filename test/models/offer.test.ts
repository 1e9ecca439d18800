import assert from 'node:assert/strict';
import { offer } from '../../server/src/models/offer.js';

describe('a model as it is offered', () => {
  const options = { current: undefined, allowCloudModels: false };
  const model = {
    engine: 'embedded',
    name: 'mine',
    digest: '',
    capabilities: ['completion'],
    cloud: false,
  } as const;

  it('has the path of a file of the user, so that it can be chosen again', () => {
    assert.equal(offer({ ...model, path: '/models/mine.gguf' }, options).path, '/models/mine.gguf');
    assert.ok(!('path' in offer(model, options)));
  });
});
