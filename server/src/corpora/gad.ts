import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem } from './records.js';
import { textLines } from './text-lines.js';

const gene = '@GENE$';
const disease = '@DISEASE$';

/** The label of an associated gene and disease; others have no relation. */
export const gadLabel = 'association';

/**
 * Reads GAD (Bravo et al. 2015): a sentence in which a gene and a disease are replaced by markers, a tab, and
 * whether they are associated. Training files have two columns and no header; test files have three (a number
 * first) and a header. The markers are the mentions.
 */
export async function* readGad(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const { text: line, number, readable, ended } of textLines(file)) {
    if (readable && line.trim() === '') continue;
    if (!readable) {
      yield problemAt(file, number, 'encoding', 'is not UTF-8');
      continue;
    }
    const cells = line.split('\t');
    if (number === 1 && cells[0] === 'index') continue;
    const [text = '', label = ''] = cells.slice(-2);
    if (cells.length < 2 || cells.length > 3 || !/^[01]$/.test(label.trim())) {
      const isCut = !ended && cells.length < 3;
      yield problemAt(
        file,
        number,
        isCut ? 'truncated' : 'unknown-label',
        isCut ? 'the file ends within a row' : 'has no label 0 or 1',
      );
      continue;
    }
    const [atGene, atDisease] = [text.indexOf(gene), text.indexOf(disease)];
    if (atGene < 0 || atDisease < 0) {
      yield problemAt(file, number, 'markers', 'does not mark a gene and a disease');
      continue;
    }
    yield {
      record: {
        kind: 'annotated',
        ...originOf(part, number),
        text,
        mentions: [
          { id: 'T1', type: 'gene', spans: [{ start: atGene, end: atGene + gene.length }] },
          { id: 'T2', type: 'disease', spans: [{ start: atDisease, end: atDisease + disease.length }] },
        ],
        relations:
          label.trim() === '1' ? [{ type: gadLabel, head: 'T1', tail: 'T2', between: 'mentions' }] : [],
      },
    };
  }
}
