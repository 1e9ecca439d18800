import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { collectTexts } from '../../l10n/collect.mjs';
import { nerCalls } from '../../server/src/tasks/ner/ner.js';
import type { ModelProfile } from '../../server/src/tasks/profile.js';
import { relationCall } from '../../server/src/tasks/relations/relations.js';
import { prompted } from './prompted.js';
import { describedType, relationGloss } from '../../server/src/tasks/schema-words.js';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';

const schemas = [clinicalSchema, biomedicalSchema];

describe('the words of the built-in schemas', () => {
  before(async () => {
    const texts = Object.keys(await collectTexts());
    l10n.config({ contents: Object.fromEntries(texts.map((text) => [text, `«${text}»`])) });
  });
  after(() => {
    l10n.config({ contents: {} });
  });

  it("are in the reader's language, each of them", () => {
    for (const { entities, relations } of schemas) {
      for (const type of entities) assert.equal(describedType(type), `«${type.description}»`);
      for (const { code, glossIfAbsent: gloss } of relations) {
        if (gloss !== undefined) assert.equal(relationGloss({ code, gloss }), `«${gloss}»`);
      }
      for (const type of relations) assert.equal(relationGloss(type), `«${type.gloss}»`);
    }
  });

  it("are the user's own in a schema of the user", () => {
    assert.equal(describedType({ name: 'problem', description: 'what hurts {0}' }), 'what hurts {0}');
    assert.equal(describedType({ name: 'constructor', description: 'x' }), 'x');
    assert.equal(relationGloss({ code: 'TrAP', gloss: 'helps' }), 'helps');
    assert.equal(relationGloss({ code: '__proto__', gloss: 'x' }), 'x');
  });

  it('stay English in prompts', () => {
    const profile: ModelProfile = {
      dialect: 'json',
      contextLength: 4096,
      explains: true,
    };
    const text = 'Aspirin for fever.';
    const [treatment, problem] = [
      { start: 0, end: 7, type: 'treatment' },
      { start: 12, end: 17, type: 'problem' },
    ].map(({ start, end, type }) => ({
      span: { start, end },
      text: text.slice(start, end),
      type,
      alignment: 'exact' as const,
    }));
    assert.ok(treatment && problem);
    const types = clinicalSchema.relations.filter(({ head }) => head === 'treatment');
    const prompts = [
      ...nerCalls({ text }, clinicalSchema, profile),
      relationCall({ text }, treatment, problem, types, profile),
    ].map((call) => JSON.stringify(prompted<unknown>(call).prompt));
    assert.ok(prompts[0]?.includes(clinicalSchema.entities[0]?.description ?? 'no type'));
    assert.ok(prompts[1]?.includes(types[0]?.gloss ?? 'no type'));
    for (const prompt of prompts) assert.ok(!prompt.includes('«'), prompt);
  });
});
