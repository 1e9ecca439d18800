import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { NoteAnnotations, NoteStatus } from '../../server/src/shared/protocol.js';
import type { Editor } from '../protocol/editor.js';
import { until } from '../protocol/until.js';
import { lexicon, wordsIn } from './oracle.js';

/**
 * Edits through an editor, remembers every text that it held, and holds all that the server ever showed against
 * what no fault may break.
 */
export class Witness {
  readonly #texts = new Map<string, TextDocument>();

  constructor(readonly editor: Editor) {}

  async open(uri: string, text: string): Promise<void> {
    await this.editor.open(uri, text);
    this.#remember(uri);
  }

  async replace(uri: string, quote: string, text: string): Promise<void> {
    await this.editor.replace(uri, quote, text);
    this.#remember(uri);
  }

  /** The words that are shown in a note as it is now; `undefined` until the server has drawn this version. */
  shown(uri: string): string[] | undefined {
    const last = this.#drawings(uri).at(-1);
    const document = this.editor.documents.get(uri);
    return last && last.version === document?.version ? wordsOf(last, document) : undefined;
  }

  /** Waits until all words of the lexicon that the note holds are shown, and no task is left. */
  async complete(uri: string, deadline?: number): Promise<void> {
    const text = this.editor.documents.get(uri)?.getText() ?? '';
    const expected = wordsIn(text).map(({ text: word, type }) => `${word}/${type}`);
    await until(
      `all of ${uri}`,
      async () => {
        const isWhole = (note: NoteStatus | undefined): boolean =>
          note?.state === 'done' && note.failed === 0;
        return (
          isWhole(this.editor.status?.notes?.find((each) => each.uri === uri)) &&
          this.shown(uri)?.join() === expected.join() &&
          isWhole(await this.editor.noteNow(uri))
        );
      },
      deadline,
    );
  }

  /** How often each cause began to be told of. */
  get messages(): Record<string, number> {
    const times: Record<string, number> = {};
    let last: string | undefined;
    for (const { problem } of this.editor.statuses) {
      if (problem !== undefined && problem !== last) times[problem] = (times[problem] ?? 0) + 1;
      last = problem;
    }
    return times;
  }

  /**
   * Checks all that was ever shown: each span is a word that the model knows, of its type; nothing that the text
   * still holds disappeared again; each cause was told of once; no log quotes a note.
   *
   * @param attempts how often the user tried again in vain.
   */
  check(attempts = 0): void {
    for (const uri of new Set(this.editor.annotations.map((params) => params.uri))) this.#checkNote(uri);
    for (const uri of new Set(this.editor.published.map((params) => params.uri))) this.#checkDiagnostics(uri);
    for (const [problem, times] of Object.entries(this.messages)) {
      assert.ok(times <= 1 + attempts, `${problem} was told of ${times} times`);
    }
    const log = this.editor.logged.join('\n');
    for (const word of Object.keys(lexicon)) assert.ok(!log.includes(word), `the log quotes a note: ${log}`);
  }

  #checkNote(uri: string): void {
    let before: string[] = [];
    for (const drawing of this.#drawings(uri)) {
      const document = this.#texts.get(`${uri} ${drawing.version}`);
      assert.ok(document, `version ${drawing.version} of ${uri} never was`);
      const words = wordsOf(drawing, document);
      const known = wordsIn(document.getText()).map(({ text, type }) => `${text}/${type}`);
      for (const word of words) assert.ok(known.includes(word), `${word} is no word of ${uri}`);
      for (const word of new Set(before)) {
        const least = Math.min(count(before, word), count(known, word));
        assert.ok(count(words, word) >= least, `${word} was shown and is no more`);
      }
      for (const { range } of [...drawing.failures, ...drawing.unplaced]) {
        assert.notEqual(document.getText(range), '', 'a mark without text');
      }
      before = words;
    }
  }

  /** A contradiction stays as long as the note holds both statements. */
  #checkDiagnostics(uri: string): void {
    let before: (readonly [string, string])[] = [];
    for (const { version, diagnostics } of this.editor.published.filter((params) => params.uri === uri)) {
      // What is taken back from a closed note has no version.
      const document = version === undefined ? undefined : this.#texts.get(`${uri} ${version}`);
      if (!document) {
        before = [];
        continue;
      }
      const now = diagnostics.map(({ range, relatedInformation: [related] = [] }) => {
        assert.ok(related);
        return [document.getText(range), document.getText(related.location.range)] as const;
      });
      for (const pair of now) for (const statement of pair) assert.match(statement, /^[A-Z].*\.$/);
      const known = new Set(now.map((pair) => pair.join('|')));
      for (const pair of before) {
        const stands = pair.every((statement) => document.getText().split('\n').includes(statement));
        assert.ok(!stands || known.has(pair.join('|')), `${pair.join('|')} was shown and is no more`);
      }
      before = now;
    }
  }

  #drawings(uri: string): NoteAnnotations[] {
    return this.editor.annotations.filter((params) => params.uri === uri);
  }

  #remember(uri: string): void {
    const { languageId, version } = this.editor.documents.get(uri)!;
    const text = this.editor.documents.get(uri)!.getText();
    this.#texts.set(`${uri} ${version}`, TextDocument.create(uri, languageId, version, text));
  }
}

function wordsOf({ annotations }: NoteAnnotations, document: TextDocument): string[] {
  return annotations.map(({ range, type }) => `${document.getText(range)}/${type}`);
}

function count(words: readonly string[], word: string): number {
  return words.filter((each) => each === word).length;
}
