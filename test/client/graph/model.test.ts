import assert from 'node:assert/strict';
import { conceptAt, mostNodes, noteGraph } from '../../../client/src/graph/model.js';
import { readMessage } from '../../../client/src/graph/messages.js';
import { english } from '../translator.js';
import { entity, findingsOf, found, sampleFindings } from '../panel/findings.js';

describe('the graph of a note', () => {
  it('has a node for each related concept, and an edge for each code between two of them', () => {
    const { nodes, edges, summary } = noteGraph(sampleFindings(), english);
    assert.deepEqual(
      nodes.map(({ label, type, mentions }) => [label, type, mentions]),
      [
        ['fever', 'problem', 2],
        ['Aspirin', 'treatment', 1],
        ['rash', 'problem', 1],
      ],
    );
    assert.deepEqual(
      edges.map(({ source, target, label }) => [source, target, label]),
      [
        ['treatment aspirin', 'problem fever', 'TrAP'],
        ['treatment aspirin', 'problem rash', 'TrCP'],
      ],
    );
    assert.equal(summary, '3 concepts, 2 relations');
  });

  it('says all of a node and of an edge in words, with the evidence', () => {
    const { nodes, edges } = noteGraph(sampleFindings(), english);
    assert.equal(nodes[0]?.spoken, 'fever, problem, 2 mentions');
    assert.equal(
      edges[0]?.spoken,
      'TrAP: Aspirin → fever, 70 %. treatment is given for problem. “Aspirin for fever.”',
    );
  });

  it('has the colours of the legend, and takes no others for colours', () => {
    const findings = findingsOf({
      types: [
        { name: 'mine', description: '', color: '#123456' },
        { name: 'bad', description: '', color: 'red;}' },
      ],
      entities: [entity('a', 'a', 'mine'), entity('b', 'b', 'bad'), entity('c', 'c', 'problem')],
      relations: [
        { id: '1', code: 'R', gloss: '', head: 'a', tail: 'b', evidence: found('a b') },
        { id: '2', code: 'R', gloss: '', head: 'a', tail: 'c', evidence: found('a c') },
      ],
    });
    assert.deepEqual(
      noteGraph(findings, english).nodes.map(({ color }) => color),
      ['#123456', '--vscode-bionote-otherBorder', '--vscode-bionote-problemBorder'],
    );
  });

  it('draws the same relation between the same concepts once, and counts it', () => {
    const findings = sampleFindings();
    const again = { ...findings.relations[0]!, id: 'r3', tail: 'e3', probability: 0.95 };
    const { edges } = noteGraph({ ...findings, relations: [...findings.relations, again] }, english);
    assert.deepEqual(
      edges.map(({ id, label }) => [id, label]),
      [
        ['r3', 'TrAP ×2'],
        ['r2', 'TrCP'],
      ],
    );
  });

  it('is bounded by the concepts with most mentions, and says so', () => {
    const entities = Array.from({ length: mostNodes + 20 }, (_, i) =>
      entity(`e${i}`, `word ${i}`, 'problem'),
    );
    const relations = entities.slice(1).map(({ id }, i) => ({
      id: `r${i}`,
      code: 'PIP',
      gloss: '',
      head: 'e0',
      tail: id,
      evidence: found('x'),
    }));
    const { nodes, edges, summary } = noteGraph(findingsOf({ entities, relations }), english);
    assert.equal(nodes.length, mostNodes);
    const drawn = new Set(nodes.map(({ id }) => id));
    assert.ok(edges.every(({ source, target }) => drawn.has(source) && drawn.has(target)));
    assert.match(summary, /^150 of 170 related concepts/);
  });

  it('says why it is empty', () => {
    assert.match(noteGraph(findingsOf(), english).summary, /No relation is shown/);
  });
});

describe('the concept at a position', () => {
  const at = (line: number, from: number, to: number) => ({
    range: { start: { line, character: from }, end: { line, character: to } },
  });
  const findings = findingsOf({
    entities: [
      entity('outer', 'left knee pain', 'problem', at(2, 4, 18)),
      entity('inner', 'left knee', 'anatomy', at(2, 4, 13)),
      entity('next', 'rash', 'problem', at(3, 0, 4)),
    ],
  });
  const concept = (line: number, character: number): string | undefined =>
    conceptAt(findings, { line, character });

  it('is that of the innermost mention', () => {
    assert.equal(concept(2, 5), 'anatomy left knee');
    assert.equal(concept(2, 15), 'problem left knee pain');
  });

  it('is still there right behind a mention', () => {
    assert.equal(concept(2, 18), 'problem left knee pain');
    assert.equal(concept(3, 4), 'problem rash');
  });

  it('is none elsewhere', () => {
    for (const [line, character] of [
      [2, 3],
      [2, 19],
      [4, 0],
    ] as const) {
      assert.equal(concept(line, character), undefined);
    }
  });
});

describe('a message of the graph', () => {
  it('is taken where it is one', () => {
    assert.deepEqual(readMessage({ kind: 'ready' }), { kind: 'ready' });
    assert.deepEqual(readMessage({ kind: 'concept', id: 'a', more: 1 }), { kind: 'concept', id: 'a' });
    for (const junk of [undefined, null, 'ready', {}, { kind: 'concept' }, { kind: 'x', id: 'a' }]) {
      assert.equal(readMessage(junk), undefined);
    }
  });
});
