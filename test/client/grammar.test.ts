import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as Textmate from 'vscode-textmate';

// Both are CommonJS of a form whose names an ES module cannot import.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const textmate = require('vscode-textmate') as typeof Textmate;

async function loadGrammar(): Promise<Textmate.IGrammar> {
  const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer);
  const path = new URL('../../syntaxes/clinical-note.tmLanguage.json', import.meta.url);
  const source = await readFile(path, 'utf8');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === 'text.clinical-note' ? textmate.parseRawGrammar(source, 'grammar.json') : null,
      ),
  });
  const grammar = await registry.loadGrammar('text.clinical-note');
  assert.ok(grammar);
  return grammar;
}

describe('the grammar of clinical notes', () => {
  let grammar: Textmate.IGrammar;

  before(async () => {
    grammar = await loadGrammar();
  });

  /** The pieces of a line that have `scope`, or a scope below it. */
  function pieces(line: string, scope: string): string[] {
    return grammar
      .tokenizeLine(line, textmate.INITIAL)
      .tokens.filter(({ scopes }) => scopes.some((each) => `${each}.`.startsWith(`${scope}.`)))
      .map(({ startIndex, endIndex }) => line.slice(startIndex, endIndex));
  }

  const cases: [line: string, scope: string, expected: string[]][] = [
    ['HISTORY OF PRESENT ILLNESS:', 'entity.name.section', ['HISTORY OF PRESENT ILLNESS']],
    ['Past medical history: asthma', 'entity.name.section', ['Past medical history']],
    ['ASSESSMENT & PLAN', 'entity.name.section', ['ASSESSMENT & PLAN']],
    ['## Course', 'entity.name.section', ['Course']],
    ['The plan is to wait.', 'entity.name.section', []],
    ['MRI showed a mass.', 'entity.name.section', []],
    ['BLOOD PRESSURE: 120/80', 'entity.name.section', []],
    ['BP 142/88 mmHg, HR: 104/min', 'support.type.property-name.vital', ['BP', 'HR']],
    ['The HR department', 'support.type.property-name.vital', []],
    ['BP 142/88 mmHg', 'constant.numeric', ['142/88']],
    ['- Metformin 500 mg PO BID', 'keyword.other.unit', ['mg']],
    ['- Metformin 500 mg PO BID', 'keyword.other.route', ['PO']],
    ['- Metformin 500 mg PO BID', 'keyword.other.frequency', ['BID']],
    ['- Metformin 500 mg PO BID', 'punctuation.definition.list.begin', ['-']],
    ['1. He has 2.5 g/day of it', 'keyword.other.unit', ['g/day']],
    ['heparin 1,000 units/h q8h PRN', 'keyword.other.frequency', ['q8h', 'PRN']],
    ['WBC 15.2 x10^9/L', 'keyword.other.unit', ['x10^9/L']],
    ['temperature 38.4 °C', 'keyword.other.unit', ['°C']],
    ['a 5 magnetic field', 'keyword.other.unit', []],
    ['on 2024-03-14 at 08:30', 'constant.numeric.date', ['2024-03-14']],
    ['on 2024-03-14 at 08:30 pm', 'constant.numeric.time', ['08:30 pm']],
    ['on 3/14/2024 and March 3, 2024', 'constant.numeric.date', ['3/14/2024', 'March 3, 2024']],
    ['He may walk.', 'constant.numeric.date', []],
    ['Denies fever, no cough, without rash', 'keyword.control.negation', ['Denies', 'no', 'without']],
    ['PE was ruled out', 'keyword.control.negation', ['ruled out']],
    ['a nodule, denial of notes', 'keyword.control.negation', []],
    ['possible angina vs. reflux', 'keyword.other.uncertainty', ['possible', 'vs.']],
    ['64 y/o s/p CABG w/ COPD', 'support.type.abbreviation', ['y/o', 's/p', 'CABG', 'w/', 'COPD']],
    ['Seen by [**Name**] on [DATE-1] at ___', 'string.other.placeholder', ['[**Name**]', '[DATE-1]', '___']],
    ['Patient: Jane', 'entity.name.tag.field', ['Patient']],
  ];
  for (const [line, scope, expected] of cases) {
    it(`finds ${JSON.stringify(expected)} as ${scope} in "${line}"`, () => {
      assert.deepEqual(pieces(line, scope), expected);
    });
  }

  // A pattern that backtracks without bound would run into the time limit of the test.
  it('reads long hostile lines to their end', () => {
    const hostile = ['A', '1.', '1/', '12:', 'AB ', '[**', 'no ', '- ', 'Aa ', '_', '1 to 2 ', '#', 'March '];
    for (const piece of hostile) {
      const line = piece.repeat(1500);
      const { tokens } = grammar.tokenizeLine(line, textmate.INITIAL);
      assert.ok((tokens.at(-1)?.endIndex ?? 0) >= line.length, piece);
    }
  });
});
