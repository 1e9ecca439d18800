import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { highlightOnScreen } from './highlight-on-screen.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { root } from './server-bundle.js';
import { ms } from './statistics.js';
import { Subject, type SubjectOptions } from './subject.js';

/** What a tagger alone consists of. */
const taggerFiles = ['config.json', 'model.onnx', 'tokenizer.json'];

/**
 * The encoder that ships, in the language server: how fast it reads the development notes, and how soon its first
 * highlights are on screen. `npm run build` makes what it runs in.
 */
export async function measureEncoder(): Promise<Row[]> {
  const server = path.join(root, 'dist/server.cjs');
  const tagger = await mkdtemp(path.join(tmpdir(), 'bionote-tagger-'));
  try {
    for (const file of taggerFiles)
      await cp(path.join(root, 'models/bionote-encoder', file), path.join(tagger, file));
    const entities = { server, entitiesOnly: true };
    const { loading, first } = await firstHighlights(entities);
    const alone = await wordsPerSecond({ ...entities, modelPath: tagger });
    const asserted = await wordsPerSecond(entities);
    const everything = await wordsPerSecond({ server });
    const perSecond = (words: number): string => `${Math.round(words)} words per second`;
    return [
      judged(
        'from opening a note to its first highlight, loading included',
        ms(loading),
        '≤ 1 s',
        loading <= 1000,
      ),
      judged('the same in a note of 5,000 words, after that', ms(first), '≤ 300 ms', first <= 300),
      judged('entities alone', perSecond(alone), '≥ 1,500', alone >= 1500),
      noted('entities and assertion', perSecond(asserted)),
      noted('entities, assertion, relations, contradictions', perSecond(everything)),
    ];
  } finally {
    await rm(tagger, { recursive: true });
  }
}

/** Times to the first highlight on screen, in milliseconds: of the first note, and of a long one after it. */
async function firstHighlights(options: SubjectOptions): Promise<{ loading: number; first: number }> {
  const subject = await Subject.start(options);
  try {
    const loading = await highlightOnScreen(subject.editor, 'file:///short.note', makeNote(20).text);
    const first = await highlightOnScreen(subject.editor, 'file:///long.note', makeNote(5000).text);
    return { loading: loading.took, first: first.took };
  } finally {
    await subject.stop();
  }
}

/** The development notes as one, from opening to done, with the model loaded. */
async function wordsPerSecond(options: SubjectOptions): Promise<number> {
  const folder = path.join(root, 'benchmark/dev');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  const notes = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const text = notes.join('\n\n');
  const subject = await Subject.start(options);
  try {
    await subject.analyze('file:///warm.note', makeNote(20).text);
    const took = await subject.analyze('file:///notes.note', text);
    return text.split(/\s+/).filter(Boolean).length / (took / 1000);
  } finally {
    await subject.stop();
  }
}
