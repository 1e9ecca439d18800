import assert from 'node:assert/strict';
import { check, type Diagnostics } from 'recheck';
import { patternsInSources, patternsOfLanguage, type Pattern } from './pattern-sources.js';

/** Seconds for one pattern: what is not known by then counts as not safe. */
const timeout = 60_000;

/** How many steps a pattern may take on the longest text that it ever meets. */
const mostSteps = 10_000_000;

/**
 * Patterns that are not linear, with the length of the longest text that reaches them, in UTF-16 units: the
 * place that bounds it stands beside each.
 */
const bounded: Readonly<Record<string, number>> = {
  // isBareNumber: the 16 units before an offset.
  [String.raw`server/src/grounding/boundaries.ts (\p{L}?)[\d.,]+$`]: 16,
  // markdownHeading: a line of at most 160.
  'server/src/note/headings.ts #+$': 160,
  // wordBefore: the 24 units before a stop.
  [String.raw`server/src/note/sentences.ts [^\s()[\]"“,;:-]*$`]: 24,
  // fromWords: longestSearched.
  'server/src/models/http/failures.ts (model|file does not exist|manifest).*(not found|not exist|unknown)|pull model manifest': 2000,
  // bionote.ollama.host, bionote.openai.url: at most 1024.
  [String.raw`server/src/models/http/host.ts \/+$`]: 1024,
  'server/src/models/http/host.ts ^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$': 1024,
  // A number as text.
  [String.raw`server/src/evaluation/report/wording.ts \B(?=(\d{3})+$)`]: 24,
};

/**
 * A number, a range and its unit: no repetition in it goes further than nine, so that what it does at one place is
 * bounded, which the check does not see. test/client/grammar.test.ts reads hostile lines with it.
 */
const isNumberWithUnit = ({ file, source }: Pattern): boolean =>
  file.endsWith('.tmLanguage.json') && source.includes('mcg|µg|ug') && !/[^\\][*+]/.test(source);

/** Rooms whose patterns meet published corpora that a person names, and no note: slow there is only slow. */
const readsCorpora = /^server\/src\/(?:corpora|instructions|evaluation)\//;

const nameOf = ({ file, source }: Pattern): string => `${file} ${source}`;

/** Why a pattern is refused; `undefined` where it is not. */
function refusal(pattern: Pattern, found: Diagnostics): string | undefined {
  if (found.status === 'safe' || isNumberWithUnit(pattern)) return undefined;
  if (found.status === 'unknown') return `${nameOf(pattern)}: unknown (${found.error.kind})`;
  const { complexity } = found;
  const steps = complexity.type === 'polynomial' ? degreeOf(pattern, complexity.degree) : Infinity;
  if (steps <= mostSteps) return undefined;
  return `${nameOf(pattern)}: ${complexity.summary}, with ${found.attack.pattern}`;
}

function degreeOf(pattern: Pattern, degree: number): number {
  if (readsCorpora.test(pattern.file) && degree === 2) return 0;
  return (bounded[nameOf(pattern)] ?? Infinity) ** degree;
}

async function refusals(patterns: readonly Pattern[]): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of patterns) {
    const diagnostics = await check(pattern.source, pattern.flags, { timeout, randomSeed: 1 });
    const why = refusal(pattern, diagnostics);
    if (why !== undefined) found.push(why);
  }
  return found;
}

describe('regular expressions', function () {
  this.timeout(600_000);
  let sources: Awaited<ReturnType<typeof patternsInSources>>;

  before(async () => {
    sources = await patternsInSources();
    assert.ok(sources.patterns.length > 150, 'the patterns were found');
  });

  it('of the sources take time in proportion to what they read', async () => {
    assert.deepEqual(await refusals(sources.patterns), []);
  });

  it('are not built from text', () => {
    // Built of constants: the lines of the i2b2 challenge; the wordings of claims, which meet a statement of at most
    // 1,000 units (test/tasks/nli/claims/pairs.test.ts reads hostile ones); and the times of a layout, which meet the
    // first 80 units of a line.
    const ofConstants = [
      'server/src/corpora/i2b2-2010.ts',
      'server/src/note/times.ts',
      'server/src/tasks/nli/claims/phrases.ts',
    ];
    assert.deepEqual(
      sources.built.filter((file) => !ofConstants.includes(file)),
      [],
    );
  });

  it('with which the editor reads a note take time in proportion to it', async () => {
    const patterns = await patternsOfLanguage();
    assert.ok(patterns.length > 20, 'the patterns were found');
    assert.deepEqual(await refusals(patterns), []);
  });

  it('that have a bound are still there', () => {
    const names = new Set(sources.patterns.map(nameOf));
    assert.deepEqual(
      Object.keys(bounded).filter((name) => !names.has(name)),
      [],
    );
  });

  for (const source of ['(a+)+$', String.raw`\s+$`, '(a|aa)+b', '^(.*),(.*),(.*);$']) {
    it(`such as ${source} are found`, async () => {
      assert.equal((await refusals([{ file: 'server/src/note/x.ts', source, flags: '' }])).length, 1);
    });
  }
});
