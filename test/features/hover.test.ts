import assert from 'node:assert/strict';
import { CancellationToken, MarkupContent, type Hover } from 'vscode-languageserver';
import { Explanations } from '../../server/src/features/explanations.js';
import { provideHover } from '../../server/src/features/hover.js';
import type { NoteView } from '../../server/src/features/note-view.js';
import { ManualTimer } from '../shared/manual-timer.js';
import { markedNote, positionOf, textAt, uri } from './marked-note.js';

interface Options {
  readonly explanations?: Explanations;
  readonly clientCommands?: boolean;
  readonly explains?: boolean;
}

async function hoverAt(view: NoteView, quote: string, options: Options = {}): Promise<Hover | null> {
  const explanations =
    options.explanations ?? new Explanations(() => Promise.resolve(undefined), new ManualTimer().start);
  const { clientCommands = false, explains = true } = options;
  return provideHover(
    view,
    positionOf(view, quote),
    { explanations, clientCommands, explains },
    CancellationToken.None,
  );
}

function markdownOf(hover: Hover | null): string {
  assert.ok(hover && MarkupContent.is(hover.contents));
  assert.equal(hover.contents.kind, 'markdown');
  return hover.contents.value;
}

describe('hover', () => {
  const view = markedNote('Assessment:\nStart [metformin|treatment] for [type 2 diabetes|problem|present].', {
    relations: [{ head: 0, tail: 1, probability: 0.926, evidence: { start: 12, end: 50 } }],
    entities: {
      1: { assertionSource: 'rule', confidence: 0.871, alignment: 'fuzzy' },
    },
  });

  it('says what is known of a mention', async () => {
    const hover = await hoverAt(view, 'diabetes');
    const shown = markdownOf(hover);
    assert.match(shown, /\*\*problem\*\* type 2 diabetes/);
    assert.match(shown, /\*present\*, from a rule/);
    assert.match(shown, /Confidence 87 %/);
    assert.match(shown, /by similarity/);
    assert.match(shown, /Section: Assessment/);
    assert.equal(textAt(view, hover!.range!), 'type 2 diabetes');
  });

  it('names its relations, with direction, gloss, probability, evidence and a way to the other mention', async () => {
    const shown = markdownOf(await hoverAt(view, 'metformin'));
    assert.match(shown, /\*\*TrAP\*\* → \[type 2 diabetes\]/);
    assert.match(shown, /treatment is administered for problem, 93 %/);
    assert.match(shown, /> Start metformin for type 2 diabetes/);
    assert.ok(shown.includes(`(<${uri}#L2,21>)`));
    assert.match(markdownOf(await hoverAt(view, 'diabetes')), /← \[metformin\]/);
  });

  it('links to no explanation where the model cannot give one', async () => {
    const shown = markdownOf(await hoverAt(view, 'metformin', { clientCommands: true, explains: false }));
    assert.ok(!shown.includes('bionote.explain'), shown);
  });

  it('links to the explanation only where the client carries the command out', async () => {
    assert.ok(!markdownOf(await hoverAt(view, 'metformin')).includes('command:'));
    const shown = markdownOf(await hoverAt(view, 'metformin', { clientCommands: true }));
    assert.ok(
      shown.includes(`(<command:bionote.explain?${encodeURIComponent(JSON.stringify([uri, 'r0']))}>)`),
    );
  });

  it('leads to the other mention by a command where the client carries it out, as no editor follows untitled: links', async () => {
    const untitled = markedNote('Start [metformin|treatment] for [diabetes|problem].', {
      relations: [{ head: 0, tail: 1 }],
      analysis: { uri: 'untitled:Untitled-1' },
    });
    const shown = markdownOf(await hoverAt(untitled, 'metformin', { clientCommands: true }));
    const args = /→ \[diabetes\]\(<command:bionote\.server\.show\?([^>]+)>\)/.exec(shown)?.[1];
    const start = positionOf(untitled, 'diabetes');
    assert.deepEqual(JSON.parse(decodeURIComponent(args ?? '')), [
      'untitled:Untitled-1',
      { start, end: { ...start, character: start.character + 'diabetes'.length } },
    ]);
  });

  it('shows the innermost mention first', async () => {
    const nested = markedNote('No [[chest|anatomy] pain|problem|absent].');
    const hover = await hoverAt(nested, 'chest');
    const shown = markdownOf(hover);
    assert.ok(shown.indexOf('anatomy') < shown.indexOf('problem'));
    assert.equal(textAt(nested, hover!.range!), 'chest');
  });

  it('answers right behind a mention and nowhere else', async () => {
    const plain = markedNote('a [fever|problem] b');
    assert.ok(await hoverAt(plain, ' b'));
    assert.equal(await hoverAt(plain, 'b'), null);
    assert.equal(await hoverAt(plain, 'a'), null);
  });

  it('escapes what the note says', async () => {
    const hostile = markedNote('x [<img onerror=x>|problem] y', {
      entities: { 0: { text: '](command:evil) <b> `x`' } },
    });
    const shown = markdownOf(await hoverAt(hostile, '<img'));
    assert.ok(!shown.includes('<'));
    assert.ok(!shown.includes('](command'));
  });

  it('waits for an explanation in progress, but not for long', async () => {
    const timer = new ManualTimer();
    let answer: (text: string) => void = () => undefined;
    const answered = new Promise<string>((resolve) => (answer = resolve));
    const explanations = new Explanations(() => answered, timer.start);
    const relation = view.analysis.relations[0]!;
    const asked = explanations.explain(
      view.analysis,
      relation,
      new AbortController().signal,
      () => undefined,
    );
    const late = hoverAt(view, 'metformin', { explanations });
    await timer.pass(400);
    assert.ok(!markdownOf(await late).includes('lowers'));
    const inTime = hoverAt(view, 'metformin', { explanations });
    answer('Metformin lowers *glucose*.');
    assert.ok(markdownOf(await inTime).includes('Metformin lowers \\*glucose\\*'));
    await asked;
    assert.ok(markdownOf(await hoverAt(view, 'metformin', { explanations })).includes('lowers'));
  });

  it('has one deadline, however many explanations are in progress', async () => {
    const timer = new ManualTimer();
    const explanations = new Explanations(() => new Promise(() => undefined), timer.start);
    const two = markedNote('[Aspirin|treatment] for [fever|problem] and [rash|problem].', {
      relations: [
        { head: 0, tail: 1 },
        { head: 0, tail: 2 },
      ],
    });
    const { signal } = new AbortController();
    for (const relation of two.analysis.relations) {
      void explanations.explain(two.analysis, relation, signal, () => undefined);
    }
    let hover: Hover | null = null;
    void hoverAt(two, 'Aspirin', { explanations }).then((answer) => (hover = answer));
    await timer.pass(399);
    assert.equal(hover, null);
    await timer.pass(1);
    assert.match(markdownOf(hover), /fever[^]*rash/);
  });

  it('shows no explanation that a model gave after another took its place', async () => {
    let answer: (text: string) => void = () => undefined;
    const answered = new Promise<string>((resolve) => (answer = resolve));
    const explanations = new Explanations(() => answered, new ManualTimer().start);
    const relation = view.analysis.relations[0]!;
    const { signal } = new AbortController();
    const asked = explanations.explain(view.analysis, relation, signal, () => undefined);
    explanations.clear();
    answer('The old model says so.');
    await asked;
    assert.ok(!markdownOf(await hoverAt(view, 'metformin', { explanations })).includes('old model'));
  });

  it('gives nothing when cancelled', async () => {
    const explanations = new Explanations(() => Promise.resolve(undefined), new ManualTimer().start);
    const options = { explanations, clientCommands: false, explains: true };
    const hover = await provideHover(
      view,
      positionOf(view, 'metformin'),
      options,
      CancellationToken.Cancelled,
    );
    assert.equal(hover, null);
  });

  it('decides on a mention by a link, where the client follows commands', async () => {
    const links = markdownOf(await hoverAt(view, 'diabetes', { clientCommands: true }));
    assert.match(links, /\[Accept\]\(<command:bionote\.server\.decide\?.*\[Reject\]\(<command:/);
    assert.doesNotMatch(markdownOf(await hoverAt(view, 'diabetes')), /command:/);
    const confirmed = markedNote('[Fever|problem].', { entities: { 0: { state: 'confirmed' } } });
    assert.match(markdownOf(await hoverAt(confirmed, 'Fever', { clientCommands: true })), /\[Remove\]/);
  });

  it('decides on a relation by a link below it', async () => {
    const related = markedNote('[Aspirin|treatment] for [fever|problem].', {
      relations: [{ head: 0, tail: 1 }],
      entities: { 0: { state: 'confirmed' } },
    });
    const parts = markdownOf(await hoverAt(related, 'Aspirin', { clientCommands: true })).split('**TrAP**');
    assert.match(parts[0] ?? '', /\[Remove\]/);
    assert.match(parts[1] ?? '', /\[Accept\]\(.*%22relate%22.*\[Reject\]\(.*rejectRelation/);
  });
});
