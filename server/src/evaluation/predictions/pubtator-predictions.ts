import { offsetMap } from '../../formats/code-points.js';
import {
  namesOf,
  type PredictedMention,
  type PredictedRelation,
  type Predictions,
  type Report,
} from './predictions.js';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Predictions in PubTator: mentions by code points of title and abstract, and relations of concepts. */
export function pubTatorPredictions(name: string, content: string, report: Report): Predictions {
  const mentions = new Map<string, Row[]>();
  const relations = new Map<string, Row[]>();
  const documents = new Set<string>();
  for (const [index, text] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const [, titled] = /^([^|\t]+)\|[ta]\|/.exec(text) ?? [];
    const cells = text.split('\t');
    const [document = '', second = '', third = ''] = cells;
    if (text.trim() === '') {
      continue;
    }
    if (titled !== undefined) {
      documents.add(titled);
    } else if (cells.length >= 5 && /^\d+$/.test(second) && /^\d+$/.test(third)) {
      push(mentions, document, { line, cells });
    } else if (cells.length >= 4 && /^[A-Za-z]/.test(second)) {
      push(relations, document, { line, cells });
    } else {
      report({ file: name, line, code: 'pubtator', message: 'is no line of PubTator' });
    }
  }
  const isKnown = (document: string): boolean =>
    documents.has(document) || mentions.has(document) || relations.has(document);
  return {
    mentionsOf: (record) => {
      const document = namesOf(record).find(isKnown);
      if (document === undefined) {
        return undefined;
      }
      const { toCodeUnits } = offsetMap(record.text);
      return (mentions.get(document) ?? []).flatMap(({ line, cells }): PredictedMention[] => {
        const [, from = '', to = '', words = '', type = ''] = cells;
        const [start, end] = [toCodeUnits(Number(from)), toCodeUnits(Number(to))];
        const isThere =
          start !== undefined &&
          end !== undefined &&
          start < end &&
          bare(record.text.slice(start, end)) === bare(words);
        if (!isThere) {
          const message = 'the words at the span are not those of the mention';
          report({ file: name, line, code: 'words-differ', message });
          return [];
        }
        return [{ type: type.trim(), spans: [{ start, end }], at: { file: name, line } }];
      });
    },
    relationsOf: (record) => {
      const document = namesOf(record).find(isKnown);
      return document === undefined
        ? undefined
        : (relations.get(document) ?? []).map(({ line, cells }): PredictedRelation => {
            const [, type = '', head = '', tail = ''] = cells;
            return { type: type.trim(), head: head.trim(), tail: tail.trim(), at: { file: name, line } };
          });
    },
    labelOf: () => undefined,
  };
}

function push(rows: Map<string, Row[]>, document: string, row: Row): void {
  rows.set(document, [...(rows.get(document) ?? []), row]);
}

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
