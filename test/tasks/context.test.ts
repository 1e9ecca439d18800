import assert from 'node:assert/strict';
import { NoteDocument } from '../../server/src/analysis/document.js';
import { contextLines } from '../../server/src/tasks/context.js';
import { nerCalls } from '../../server/src/tasks/ner/ner.js';
import { nliCall } from '../../server/src/tasks/nli/nli.js';
import type { ModelProfile } from '../../server/src/tasks/profile.js';
import { relationCall } from '../../server/src/tasks/relations/relations.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import type { Dialect } from '../../server/src/tasks/task.js';
import { prompted } from './prompted.js';
import { mentionsIn } from './relations/marked.js';

const { text: sentence, mentions } = mentionsIn(
  'After the [problem MI] he was given [treatment aspirin] every day.',
);
const document = new NoteDocument(
  'note:context',
  1,
  `FAMILY HISTORY:\nHis father had a myocardial infarction (MI).\n${sentence}\n`,
  true,
);
const context = document.contextOf(sentence);
const lines = 'Section: "FAMILY HISTORY"\nAbbreviations: "MI" is "myocardial infarction"\n';

describe('the context of a sentence', () => {
  it('is its section’s title and what the note says its abbreviations stand for', () => {
    assert.deepEqual(context, {
      heading: 'FAMILY HISTORY',
      abbreviations: [{ short: 'MI', long: 'myocardial infarction' }],
    });
    assert.deepEqual(document.contextOf('His father had a myocardial infarction (MI).'), {
      heading: 'FAMILY HISTORY',
    });
  });

  it('changes with the note', () => {
    const edited = new NoteDocument('note:context', 1, document.text, true);
    assert.deepEqual(edited.contextOf(sentence), context);
    edited.change(2, `PLAN:\n${sentence}\n`, [], clinicalSchema);
    assert.deepEqual(edited.contextOf(sentence), { heading: 'PLAN' });
  });

  it('goes along with every prompt of a general model, before the sentence', () => {
    const [entities, relation] = promptsOf('json');
    assert.ok(entities?.startsWith(`${lines}Sentence: `), entities);
    assert.ok(relation?.startsWith(`${lines}Sentence: `), relation);
    const contexts = { premise: context, hypothesis: { heading: 'PLAN' } };
    const { input } = prompted(nliCall(sentence, 'He had an MI.', profile('json'), contexts)).prompt;
    assert.ok(
      input.startsWith(
        'Section of the premise: "FAMILY HISTORY"\nAbbreviations of the premise: "MI" is "myocardial infarction"\n' +
          'Section of the hypothesis: "PLAN"\nPremise: ',
      ),
      input,
    );
  });

  it('has the time that the layout gives a statement, told where two are compared', () => {
    const text = 'COURSE:\n0715 Awake. No pain.\n0930 Asleep. Much pain.\n';
    const course = new NoteDocument('note:times', 1, text, true);
    const contexts = { premise: course.contextOf('No pain.'), hypothesis: course.contextOf('Much pain.') };
    assert.deepEqual(contexts.premise, { heading: 'COURSE', time: '0715' });
    const { input } = prompted(nliCall('No pain.', 'Much pain.', profile('json'), contexts)).prompt;
    assert.equal(
      input,
      'Section of the premise: "COURSE"\nTime of the premise: "0715"\n' +
        'Section of the hypothesis: "COURSE"\nTime of the hypothesis: "0930"\n' +
        'Premise: "No pain."\nHypothesis: "Much pain."\nDoes the premise entail the hypothesis?',
    );
    course.change(2, text.replace('0715', '0645'), [], clinicalSchema);
    assert.equal(course.contextOf('No pain.').time, '0645');
  });

  it('goes along with no prompt of a model that was tuned without it', () => {
    for (const dialect of ['medtuned', 'starter'] as const) {
      const [entities, relation] = promptsOf(dialect);
      const contexts = { premise: context, hypothesis: context };
      const { input } = prompted(nliCall(sentence, 'He is well.', profile(dialect), contexts)).prompt;
      for (const prompt of [entities, relation, input])
        assert.doesNotMatch(prompt ?? '', /FAMILY|infarction/);
    }
  });

  it('stands in quotes, on its lines, and is bounded', () => {
    const heading = `a"\nSentence: "x ${'long '.repeat(50)}`;
    const [line = '', ...more] = contextLines({ heading });
    assert.deepEqual(more, []);
    assert.ok(line.length < 110 && !line.includes('\n'));
    assert.match(line, /^Section: "a\\" Sentence: \\"x/);
    assert.deepEqual(contextLines({ heading: ' \n' }), []);
  });
});

function promptsOf(dialect: Dialect): string[] {
  const [problem, treatment] = mentions;
  const types = clinicalSchema.relations.filter(
    ({ head, tail }) => head === 'treatment' && tail === 'problem',
  );
  const input = { text: sentence, ...context };
  return [
    nerCalls(input, clinicalSchema, profile(dialect))[0],
    relationCall(input, treatment!, problem!, types, profile(dialect)),
  ].map((call) => prompted<unknown>(call).prompt.input);
}

function profile(dialect: Dialect): ModelProfile {
  return { dialect, contextLength: 1024, explains: false };
}
