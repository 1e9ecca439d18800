import { assertions } from '../tasks/ner/entity.js';
import { offsetMap } from './code-points.js';
import type { AnnotatedDocument } from './document.js';
import { rounded } from './exported.js';
import { isDiscontinuous, LossCount, lossesOf } from './losses.js';
import { withStatements } from './statements.js';
import type { ExportContext, Writer } from './writer.js';
import { xmlText } from './xml-text.js';

/**
 * Label Studio: tasks with predictions, and the labelling configuration that shows them. Offsets count code points, as
 * Label Studio stores them since it handles emoji. The assertion is a choice of the region.
 */
export const writeLabelStudio: Writer = (documents, context) => {
  const losses = new LossCount();
  const tasks = documents.map((document) => taskOf(document, losses));
  return {
    files: [
      { name: 'label-studio.json', text: `${JSON.stringify(tasks, undefined, 2)}\n` },
      { name: 'label-studio.xml', text: configurationOf(documents, context) },
    ],
    losses: lossesOf(
      documents,
      ['assertionSource', 'review', 'source', 'alignment', 'relationProbability', 'evidence'],
      losses,
    ),
  };
};

function taskOf(document: AnnotatedDocument, losses: LossCount): object {
  const { id, text, model, entities, relations } = withStatements(document);
  const { toCodePoints } = offsetMap(text);
  const kept = entities.filter((entity) => {
    if (isDiscontinuous(entity)) losses.add('discontinuous');
    return !isDiscontinuous(entity);
  });
  const ids = new Set(kept.map((entity) => entity.id));
  const regions = kept.flatMap(({ id: of, type, spans: [{ start, end }], assertion, confidence }) => {
    const region = { id: of, from_name: 'label', to_name: 'text' };
    const value = { start: toCodePoints(start), end: toCodePoints(end), text: text.slice(start, end) };
    return [
      {
        ...region,
        type: 'labels',
        value: { ...value, labels: [type] },
        ...(confidence !== undefined && { score: rounded(confidence) }),
      },
      ...(assertion
        ? [{ ...region, from_name: 'assertion', type: 'choices', value: { ...value, choices: [assertion] } }]
        : []),
    ];
  });
  const links = relations.flatMap(({ type, head, tail }) => {
    if (ids.has(head) && ids.has(tail)) {
      return [{ type: 'relation', from_id: head, to_id: tail, direction: 'right', labels: [type] }];
    }
    losses.add('relations');
    return [];
  });
  return {
    data: { text, id },
    predictions: [{ model_version: model ?? 'BioNote', result: [...regions, ...links] }],
  };
}

function configurationOf(documents: readonly AnnotatedDocument[], { schema }: ExportContext): string {
  const all = documents.map(withStatements);
  const types = new Set([
    ...schema.entities.map(({ name }) => name),
    ...all.flatMap(({ entities }) => entities.map(({ type }) => type)),
  ]);
  const codes = new Set([
    ...schema.relations.map(({ code }) => code),
    ...all.flatMap(({ relations }) => relations.map(({ type }) => type)),
  ]);
  const list = (tag: string, values: Iterable<string>): string[] =>
    Array.from(values, (value) => `    <${tag} value="${xmlText(value)}"/>`);
  return [
    '<View>',
    '  <Labels name="label" toName="text">',
    ...list('Label', types),
    '  </Labels>',
    '  <Relations>',
    ...list('Relation', codes),
    '  </Relations>',
    '  <Text name="text" value="$text"/>',
    '  <Choices name="assertion" toName="text" perRegion="true">',
    ...list('Choice', assertions),
    '  </Choices>',
    '</View>',
    '',
  ].join('\n');
}
