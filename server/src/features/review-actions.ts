import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
} from 'vscode-languageserver';
import type { Contradiction, Entity, Relation } from '../analysis/note-analysis.js';
import { visible } from '../note/visible.js';
import { serverCommands } from '../shared/protocol.js';
import { shortened } from './diagnostics.js';
import type { Decided } from './execute-command.js';
import { commandLink } from './markdown.js';
import { entitiesAt, rangeOf, relationsOf, spanOf, type NoteView } from './note-view.js';

/** One decision on a finding, and what a person reads who can make it. */
interface Offer {
  readonly title: string;
  readonly decided: Decided;
}

/** What a person can decide on a mention with one click. The note must be a file: the review lies beside it. */
function offersFor({ analysis: { uri }, document }: NoteView, { span, type, state }: Entity): Offer[] {
  if (!uri.startsWith('file:')) return [];
  const target = { range: rangeOf(document, span), type };
  if (state === 'confirmed') return [{ title: l10n.t('Remove'), decided: { action: 'remove', target } }];
  return [
    { title: l10n.t('Accept'), decided: { action: 'accept', target } },
    { title: l10n.t('Reject'), decided: { action: 'reject', target } },
  ];
}

/** The same of a relation. */
function relationOffers({ analysis: { uri }, document, entities }: NoteView, relation: Relation): Offer[] {
  const [head, tail] = [entities.get(relation.head), entities.get(relation.tail)];
  if (!head || !tail || !uri.startsWith('file:')) return [];
  const [from, to] = [head, tail].map(({ span, type }) => ({ range: rangeOf(document, span), type }));
  if (!from || !to) return [];
  const link = { target: from, tail: to, value: relation.code };
  if (relation.state === 'confirmed') {
    return [{ title: l10n.t('Remove'), decided: { action: 'unrelate', ...link } }];
  }
  return [
    { title: l10n.t('Accept'), decided: { action: 'relate', ...link } },
    { title: l10n.t('Reject'), decided: { action: 'rejectRelation', ...link } },
  ];
}

/** Links that decide on a mention, for its hover; empty where there are none. */
export function reviewLinks(view: NoteView, entity: Entity): string {
  return linksTo(view, offersFor(view, entity));
}

/** The same of a relation. */
export function relationLinks(view: NoteView, relation: Relation): string {
  return linksTo(view, relationOffers(view, relation));
}

function linksTo({ analysis: { uri } }: NoteView, offers: readonly Offer[]): string {
  return offers
    .map(({ title, decided }) => commandLink(serverCommands.decide, [uri, decided], title))
    .join(' · ');
}

/** How many relations of a mention there are actions for: a menu of them all would be too long. */
const mostRelations = 8;

/**
 * Actions that decide on the mentions at `range` and on their relations, where the user asked for actions: no bulb lights up
 * for them.
 */
export function reviewActions(view: NoteView, range: Range, context: CodeActionContext): CodeAction[] {
  if (context.triggerKind !== CodeActionTriggerKind.Invoked) return [];
  const { start } = spanOf(view.document, range);
  return entitiesAt(view, start).flatMap((entity) => [
    ...offersFor(view, entity).map(({ title, decided }) =>
      actionOf(view, {
        title: l10n.t('{0}: {1} “{2}”', title, visible(entity.type), shortened(entity.text)),
        decided,
      }),
    ),
    ...relationsOf(view, entity)
      .slice(0, mostRelations)
      .flatMap(({ relation }) =>
        relationOffers(view, relation).map(({ title, decided }) =>
          actionOf(view, { title: relationTitle(view, relation, title), decided }),
        ),
      ),
  ]);
}

function relationTitle({ entities }: NoteView, { code, head, tail }: Relation, title: string): string {
  const [from = '', to = ''] = [head, tail].map((id) => shortened(entities.get(id)?.text ?? ''));
  return l10n.t('{0}: {1} “{2}” → “{3}”', title, visible(code), from, to);
}

/** The actions that confirm a contradiction, or take that back, and that reject it. */
export function contradictionActions(
  view: NoteView,
  { premise, hypothesis, state }: Contradiction,
): CodeAction[] {
  const { analysis, document } = view;
  if (!analysis.uri.startsWith('file:')) return [];
  const statements = { premise: rangeOf(document, premise), hypothesis: rangeOf(document, hypothesis) };
  const isConfirmed = state === 'confirmed';
  return [
    actionOf(view, {
      title: isConfirmed
        ? l10n.t('No longer confirm that these statements contradict each other')
        : l10n.t('Confirm that these statements contradict each other'),
      decided: { action: isConfirmed ? 'uncontradict' : 'contradict', statements },
    }),
    actionOf(view, {
      title: l10n.t('Reject: these statements do not contradict each other'),
      decided: { action: 'rejectContradiction', statements },
    }),
  ];
}

function actionOf({ analysis: { uri } }: NoteView, { title, decided }: Offer): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: serverCommands.decide, arguments: [uri, decided] },
  };
}
