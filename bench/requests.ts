import { TextDocument } from 'vscode-languageserver-textdocument';
import { RemoteOracle } from '../test/fakes/oracle/remote.js';
import { Control } from './control.js';
import { makeNote } from './made-note.js';
import { judged, noted, type Row } from './row.js';
import { bundleServer } from './server-bundle.js';
import { median, ms, percentile } from './statistics.js';
import { Subject } from './subject.js';

const uri = 'file:///note.note';
const words = 5000;
const times = 300;

/** The editor's requests about a long, analyzed note, timed at the editor's end of the pipe. */
export async function measureRequests(): Promise<Row[]> {
  const bundle = await bundleServer();
  const note = makeNote(words);
  const oracle = await RemoteOracle.start({ gold: [note] });
  const subject = await Subject.start({ server: bundle.path, host: oracle.host });
  const control = await Control.start();
  const { editor } = subject;
  try {
    await editor.reconfigure(coloured(oracle.host));
    await subject.analyze(uri, note.text);
    const document = TextDocument.create(uri, '', 1, note.text);
    const at = (what: string, index: number): Promise<unknown> => {
      const position = document.positionAt(note.entities[(index * 37) % note.entities.length]?.start ?? 0);
      return editor.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position });
    };
    const requests: Record<string, (index: number) => Promise<unknown>> = {
      hover: (index) => at('hover', index),
      'document highlight': (index) => at('documentHighlight', index),
      'semantic tokens': () => editor.of('semanticTokens/full', uri),
      'document symbols': () => editor.of('documentSymbol', uri),
    };
    const rows: Row[] = [];
    const echoed: number[] = [];
    for (const [name, ask] of Object.entries(requests)) {
      const taken: number[] = [];
      for (let index = 0; index < times; index++) {
        const began = performance.now();
        const answer = await ask(index);
        taken.push(performance.now() - began);
        echoed.push(await control.answer());
        if (index === 0 && (answer === null || answer === undefined))
          throw new Error(`No answer to ${name}.`);
      }
      const high = percentile(taken, 0.99);
      rows.push(
        judged(
          `${name}, 99th percentile of ${times} (median ${ms(median(taken))})`,
          ms(high),
          '≤ 10 ms',
          high <= 10,
        ),
      );
    }
    rows.push(noted('a process that only echoes, meanwhile, 99th percentile', ms(percentile(echoed, 0.99))));
    return rows;
  } finally {
    await control.stop();
    await subject.stop();
    await oracle.stop();
    await bundle.remove();
  }
}

/** BioNote's client draws highlights itself by default; this bench wants tokens. */
function coloured(host: string): Record<string, unknown> {
  return { engine: 'ollama', ollama: { host, model: 'oracle:latest' }, highlight: 'semanticTokens' };
}
