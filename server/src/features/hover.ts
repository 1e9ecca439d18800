import * as l10n from '@vscode/l10n';
import { MarkupKind, type CancellationToken, type Hover, type Position } from 'vscode-languageserver';
import type { Entity, Relation } from '../analysis/note-analysis.js';
import { textOf } from '../note/span.js';
import { clientCommands, serverCommands } from '../shared/protocol.js';
import { relationGloss } from '../tasks/schema-words.js';
import type { Explanations } from './explanations.js';
import { commandLink, escaped, linkTo, quoted } from './markdown.js';
import { entitiesAt, rangeOf, relationsOf, sectionAt, type NoteView } from './note-view.js';
import { percent } from './percent.js';
import { relationLinks, reviewLinks } from './review-actions.js';
import { alignmentWord, assertionWord } from './words.js';

/** How long a hover as a whole may wait for explanations that are being written, in milliseconds. */
const explanationDeadline = 400;

/** The most that a hover says about one entity, to be read at a glance. */
const maxRelations = 8;

export interface HoverOptions {
  readonly explanations: Explanations;
  /** Whether the client carries out {@link clientCommands} from a hover. */
  readonly clientCommands: boolean;
  /** Whether the model in use can put an explanation into words. */
  readonly explains: boolean;
}

/**
 * Everything known about the mentions under `position`, the innermost first, as Markdown. Text from the note or
 * the model is escaped. `null` if there is no mention.
 */
export async function provideHover(
  view: NoteView,
  position: Position,
  options: HoverOptions,
  token: CancellationToken,
): Promise<Hover | null> {
  const found = entitiesAt(view, view.document.offsetAt(position));
  const [innermost] = found;
  if (!innermost) return null;
  // All of them wait at once, so that there is one deadline.
  const parts = await Promise.all(found.map((entity) => describe(view, entity, options)));
  if (token.isCancellationRequested) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
    range: rangeOf(view.document, innermost.span),
  };
}

async function describe(view: NoteView, entity: Entity, options: HoverOptions): Promise<string> {
  const relations = relationsOf(view, entity);
  const lines = [
    `**${escaped(entity.type)}** ${escaped(entity.text)}`,
    ...reviewLine(entity),
    ...assertionLine(entity),
    ...provenanceLine(view, entity),
  ];
  const links = options.clientCommands ? reviewLinks(view, entity) : '';
  if (links !== '') lines.push(links);
  const described = relations
    .slice(0, maxRelations)
    .map(({ relation, other }) => describeRelation(view, relation, other, options));
  lines.push(...(await Promise.all(described)));
  if (relations.length > maxRelations) {
    lines.push(l10n.t('{0} more relations', relations.length - maxRelations));
  }
  return lines.join('\n\n');
}

function reviewLine({ state }: Entity): string[] {
  if (state === undefined) return [];
  return [state === 'confirmed' ? l10n.t('Confirmed by a person') : l10n.t('Proposed, not reviewed yet')];
}

function assertionLine({ assertion, assertionSource }: Entity): string[] {
  if (assertion === undefined) return [];
  const word = `*${escaped(assertionWord(assertion))}*`;
  if (assertionSource === 'rule') return [l10n.t('Assertion: {0}, from a rule on the sentence', word)];
  if (assertionSource === 'model') return [l10n.t('Assertion: {0}, from the model', word)];
  return [l10n.t('Assertion: {0}', word)];
}

function provenanceLine(view: NoteView, entity: Entity): string[] {
  const facts: string[] = [];
  if (entity.confidence !== undefined) facts.push(l10n.t('Confidence {0}', percent(entity.confidence)));
  const alignment = alignmentWord(entity.alignment);
  if (alignment !== undefined) facts.push(alignment);
  const title = sectionAt(view, entity.span.start)?.title;
  if (title !== undefined) facts.push(l10n.t('Section: {0}', escaped(title)));
  return facts.length > 0 ? [facts.join(' · ')] : [];
}

async function describeRelation(
  view: NoteView,
  relation: Relation,
  other: Entity,
  { explanations, clientCommands: linked, explains }: HoverOptions,
): Promise<string> {
  const arrow = relation.head === other.id ? '←' : '→';
  const probability = relation.probability === undefined ? '' : `, ${percent(relation.probability)}`;
  const lines = [
    `**${escaped(relation.code)}** ${arrow} ${linkedText(view, other, linked)}`,
    `${escaped(relationGloss(relation))}${probability}`,
    quoted(textOf(view.analysis.text, relation.evidence)),
  ];
  const explanation = await explanations.within(view.analysis, relation, explanationDeadline);
  const links: string[] = [];
  if (explanation !== undefined) lines.push(escaped(explanation));
  else if (linked && explains) {
    links.push(commandLink(clientCommands.explain, [view.analysis.uri, relation.id], l10n.t('Explain')));
  }
  if (linked) links.push(relationLinks(view, relation));
  const shown = links.filter((link) => link !== '').join(' · ');
  if (shown !== '') lines.push(shown);
  return lines.join('\n\n');
}

/** A command also leads into documents without a file, whose addresses editors do not follow. */
function linkedText({ analysis, document }: NoteView, { span, text }: Entity, linked: boolean): string {
  return linked
    ? commandLink(serverCommands.show, [analysis.uri, rangeOf(document, span)], text)
    : linkTo(analysis.uri, document.positionAt(span.start), text);
}
