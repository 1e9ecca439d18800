import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf, spanOf } from '../features/note-view.js';
import type { AnnotatorsFinding, MarkedMention } from '../review/annotators-finding.js';
import type { MarkedRanges, SaidOfNote } from '../shared/adjudication.js';

/** What annotators say, in spans of the document. */
export function findingOf(said: SaidOfNote, document: TextDocument): AnnotatorsFinding {
  const { by } = said;
  switch (said.kind) {
    case 'mention':
      return { kind: 'mention', by, mention: mentionOf(said.mention, document) };
    case 'relation': {
      const [head, tail] = [mentionOf(said.head, document), mentionOf(said.tail, document)];
      return { kind: 'relation', by, code: said.code, head, tail };
    }
    case 'contradiction': {
      const [premise, hypothesis] = [spanOf(document, said.premise), spanOf(document, said.hypothesis)];
      return { kind: 'contradiction', by, premise, hypothesis };
    }
  }
}

/** The same in ranges. */
export function saidOf(finding: AnnotatorsFinding, document: TextDocument): SaidOfNote {
  const { by } = finding;
  switch (finding.kind) {
    case 'mention':
      return { kind: 'mention', by, mention: rangesOf(finding.mention, document) };
    case 'relation': {
      const [head, tail] = [rangesOf(finding.head, document), rangesOf(finding.tail, document)];
      return { kind: 'relation', by, code: finding.code, head, tail };
    }
    case 'contradiction': {
      const [premise, hypothesis] = [
        rangeOf(document, finding.premise),
        rangeOf(document, finding.hypothesis),
      ];
      return { kind: 'contradiction', by, premise, hypothesis };
    }
  }
}

function mentionOf({ ranges, ...mention }: MarkedRanges, document: TextDocument): MarkedMention {
  return { ...mention, fragments: ranges.map((range) => spanOf(document, range)) };
}

function rangesOf({ fragments, ...mention }: MarkedMention, document: TextDocument): MarkedRanges {
  return { ...mention, ranges: fragments.map((fragment) => rangeOf(document, fragment)) };
}
