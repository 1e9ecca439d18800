import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem } from './records.js';
import { childOf, xmlElements } from './xml-elements.js';

export const rqeLabels = ['true', 'false'] as const;

/**
 * Reads MEDIQA-RQE (Ben Abacha et al. 2019): a patient's question, a frequently asked question, and whether an
 * answer to the second also answers the first. Pairs of identical questions, of which the training part has
 * many, teach nothing about entailment: they are skipped and counted.
 */
export async function* readRqe(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of xmlElements(file, ['pair'])) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { attributes, line } = item.element;
    const text = (name: string): string =>
      (childOf(item.element, name)?.text ?? '').replace(/\s+/gu, ' ').trim();
    const [premise, hypothesis, label] = [text('chq'), text('faq'), attributes['value'] ?? ''];
    if (premise === '' || hypothesis === '') {
      yield problemAt(file, line, 'no-text', 'lacks one of its two questions');
    } else if (!rqeLabels.some((each) => each === label)) {
      yield problemAt(file, line, 'unknown-label', 'a label that is not known');
    } else if (premise.toLowerCase() === hypothesis.toLowerCase()) {
      yield problemAt(file, line, 'identical-pair', 'compares a question with itself');
    } else {
      const place = attributes['pid'] ?? line;
      yield { record: { kind: 'pair', ...originOf(part, place), premise, hypothesis, label } };
    }
  }
}
