import { readdir } from 'node:fs/promises';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem } from './records.js';
import { childOf, childrenOf, xmlElements, type XmlElement } from './xml-elements.js';

/**
 * Reads MedQuAD (Ben Abacha and Demner-Fushman 2019): questions answered on the pages of health institutes,
 * with their answers, and as a second record the kind of each question. Three of the collections were
 * published without answers; questions without one are left out.
 */
export async function* readMedquad(folder: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  const collections = (await readdir(folder.path, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name: collection } of collections.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const names = await readdir(`${folder.path}/${collection}`);
    for (const name of names.filter((each) => each.endsWith('.xml')).sort()) {
      const file = {
        path: `${folder.path}/${collection}/${name}`,
        name: `${folder.name}/${collection}/${name}`,
      };
      for await (const item of xmlElements(file, ['Document'])) {
        if ('problem' in item) yield item;
        else yield* pageOf(item.element, file, part, collection, name.replace(/\.xml$/, ''));
      }
    }
  }
}

function* pageOf(
  page: XmlElement,
  file: CorpusFile,
  part: Part,
  collection: string,
  stem: string,
): Generator<CorpusItem> {
  const document = `MedQuAD/${collection}/${stem}`;
  for (const pairs of childrenOf(page, 'QAPairs')) {
    for (const pair of childrenOf(pairs, 'QAPair')) {
      const question = childOf(pair, 'Question');
      const asked = spaced(question?.text ?? '').replace(/ ([?.,])/g, '$1');
      const written = spaced(childOf(pair, 'Answer')?.text ?? '');
      if (question === undefined || asked === '') {
        yield problemAt(file, pair.line, 'no-question', 'is an answer to no question');
        continue;
      }
      if (written === '') continue;
      // Questions in different files have the same numbers.
      const place = `${collection}/${stem}/${question.attributes['qid'] ?? pair.line}`;
      const origin = originOf(part, place, document);
      yield { record: { kind: 'written', ...origin, request: asked, given: '', written } };
      const label = question.attributes['qtype'];
      if (label !== undefined) {
        yield { record: { kind: 'labelled', ...origin, id: `${origin.id}/kind`, text: asked, label } };
      }
    }
  }
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
