import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { CancellationToken, MarkupContent } from 'vscode-languageserver';
import { computeAnnotations } from '../../server/src/features/annotations.js';
import { explanationOf } from '../../server/src/features/explain.js';
import { Explanations } from '../../server/src/features/explanations.js';
import { provideHover } from '../../server/src/features/hover.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { ManualTimer } from '../shared/manual-timer.js';
import { markedNote, positionOf } from './marked-note.js';

const { gloss } = clinicalSchema.relations.find(({ code }) => code === 'TrAP')!;
const description = clinicalSchema.entities[0]!.description;

describe("what a schema says, in the reader's language", () => {
  const marked = markedNote('Given [aspirin|treatment] for [fever|problem].', {
    relations: [{ head: 0, tail: 1 }],
  });
  const relation = { ...marked.analysis.relations[0]!, gloss };
  const view = { ...marked, analysis: { ...marked.analysis, relations: [relation] } };

  before(() => {
    const translations = { [gloss]: 'die Behandlung gilt dem Problem', [description]: 'eine Krankheit' };
    l10n.config({ contents: translations });
  });
  after(() => {
    l10n.config({ contents: {} });
  });

  it('is in hovers and explanations', async () => {
    const explanations = new Explanations(() => Promise.resolve(undefined), new ManualTimer().start);
    const options = { explanations, clientCommands: false, explains: true };
    const hover = await provideHover(view, positionOf(view, 'aspirin'), options, CancellationToken.None);
    assert.ok(hover && MarkupContent.is(hover.contents));
    assert.match(hover.contents.value, /die Behandlung gilt dem Problem/);
    assert.match(explanationOf(view, relation, undefined).markdown, /die Behandlung gilt dem Problem/);
  });

  it('is in the legend', () => {
    assert.equal(computeAnnotations(view, clinicalSchema).types[0]?.description, 'eine Krankheit');
  });
});
