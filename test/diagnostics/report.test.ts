import assert from 'node:assert/strict';
import type { ReportFacts } from '../../server/src/diagnostics/facts.js';
import { markdownReport, reportShape, textReport } from '../../server/src/diagnostics/renderers.js';
import { buildReport } from '../../server/src/diagnostics/report.js';
import type { ReportLine } from '../../server/src/diagnostics/report-line.js';
import { causes } from '../../server/src/models/causes.js';
import type { EngineFacts } from '../../server/src/models/engine-facts.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { schemaCheck } from '../formats/schemas.js';
import { healthy } from './facts.js';

function withEngines(over: Partial<EngineFacts>): ReportFacts {
  return { ...healthy, engines: { ...healthy.engines, ...over } };
}

/** The line about `topic` and `name`. */
function line(facts: ReportFacts, topic: ReportLine['topic'], name: string): ReportLine {
  const found = buildReport(facts).lines.find((each) => each.topic === topic && each.name === name);
  assert.ok(found, `${topic} ${name}`);
  return found;
}

describe('a diagnostics report', () => {
  it('has no problem where all is well, and says why Ollama is not used', () => {
    const { works, lines } = buildReport(healthy);
    assert.equal(works, true);
    assert.deepEqual(
      lines.filter(({ state }) => state !== 'ok').map(({ topic, name, state }) => [topic, name, state]),
      [
        ['model', 'fallback', 'note'],
        ['ollama', 'reachable', 'note'],
      ],
    );
    assert.equal(line(healthy, 'versions', 'platform').value, 'linux x64, glibc 2.36');
    assert.equal(line(healthy, 'cache', 'disk').value, 'on, 1.5 MB');
    assert.equal(line(healthy, 'settings', 'all').value, 'all at their defaults');
  });

  it('names the releases of the embedded engines, of those that are there', () => {
    const { encoder, gguf } = healthy.engines;
    assert.equal(line(healthy, 'encoder', 'version').value, '1.23.2');
    assert.equal(line(healthy, 'gguf', 'version').value, 'b6123 (node-llama-cpp 3.21.1)');
    const silent = withEngines({
      encoder: { weights: encoder.weights, binaries: true },
      gguf: { weights: gguf.weights, binaries: false },
    });
    const { state, value } = line(silent, 'encoder', 'version');
    assert.deepEqual([state, value], ['note', 'unknown']);
    assert.ok(!buildReport(silent).lines.some(({ topic, name }) => topic === 'gguf' && name === 'version'));
  });

  it('says of every cause what to do next', () => {
    for (const code of Object.keys(causes) as ModelErrorCode[]) {
      const facts = withEngines({ chosen: { failure: code } });
      assert.equal(buildReport(facts).works, false, code);
      const { state, value, action } = line(facts, 'model', 'chosen');
      assert.equal(state, 'problem');
      assert.ok(value.includes(code));
      assert.match(action ?? '', /^[A-Z].*\.$/);
    }
  });

  it('has a next action with every problem', () => {
    const facts: ReportFacts = {
      ...withEngines({
        chosen: { failure: 'no-model' },
        encoder: { weights: 'missing', binaries: false },
        gguf: { weights: 'missing', binaries: false },
        ollama: { place: 'here', models: 1 },
        server: { place: 'here', models: 2, hasChosen: false },
      }),
      settings: { ...defaultSettings, engine: 'ollama' },
      wrongSettings: ['bionote.ollama.timeout'],
      cache: { enabled: true, folder: { writable: false, bytes: 0 } },
    };
    const problems = buildReport(facts).lines.filter(({ state }) => state === 'problem');
    assert.deepEqual(
      problems.map(({ topic, name }) => `${topic} ${name}`),
      [
        'model chosen',
        'encoder weights',
        'encoder binaries',
        'gguf weights',
        'gguf binaries',
        'ollama model',
        'settings bionote.ollama.timeout',
        'cache disk',
      ],
    );
    for (const { action } of problems) assert.match(action ?? '', /\.$/);
  });

  it('does not work where the embedded model that is chosen lacks its binaries or does not answer', () => {
    const { encoder, gguf } = healthy.engines;
    const dead = withEngines({ encoder: { ...encoder, probe: 'engine-died' } });
    assert.equal(buildReport(dead).works, false);
    assert.match(line(dead, 'model', 'chosen').value, /no answer \(engine-died\)/);
    assert.equal(line(dead, 'encoder', 'probe').state, 'problem');
    const writer = { engine: 'embedded', kind: 'writer', traits: [], dialect: 'starter' } as const;
    const bare = withEngines({ chosen: writer, gguf: { ...gguf, binaries: false } });
    assert.equal(buildReport(bare).works, false);
    assert.equal(line(bare, 'gguf', 'binaries').state, 'problem');
  });

  it('takes what the chosen model does not need for a note', () => {
    const facts = withEngines({
      chosen: { engine: 'ollama', kind: 'writer', traits: ['llama', '8.0B'], dialect: 'json' },
      encoder: { weights: 'missing', binaries: false },
      gguf: { weights: 'missing', binaries: false },
      ollama: { place: 'elsewhere', version: '0.12.3', models: 3, hasChosen: true },
    });
    const { works, lines } = buildReport(facts);
    assert.equal(works, true);
    assert.ok(!lines.some(({ state }) => state === 'problem'));
    assert.equal(line(facts, 'model', 'chosen').value, 'Ollama, llama, 8.0B, dialect json');
    const answers = 'answers on another machine, version 0.12.3, models: 3';
    assert.equal(line(facts, 'ollama', 'reachable').value, answers);
  });

  it('names the settings that were changed, with a value where that tells nothing private', () => {
    const facts: ReportFacts = {
      ...withEngines({ server: { place: 'elsewhere', failure: 'key-refused' } }),
      settings: {
        ...defaultSettings,
        engine: 'openai',
        schema: 'biomedical',
        contradictions: { ...defaultSettings.contradictions, threshold: 0.6 },
        languages: ['plaintext', 'markdown'],
        ollama: { ...defaultSettings.ollama, model: 'm' },
        openai: { url: 'http://192.0.2.7:8080/v1', model: '' },
        customSchemas: { mine: { entities: [] } },
      },
    };
    const settings = buildReport(facts).lines.filter(({ topic }) => topic === 'settings');
    assert.deepEqual(Object.fromEntries(settings.map(({ name, value }) => [name, value])), {
      'bionote.engine': 'openai',
      'bionote.ollama.model': 'set',
      'bionote.openai.url': 'another machine',
      'bionote.schema': 'biomedical',
      'bionote.customSchemas': 'entries: 1',
      'bionote.languages': 'entries: 2',
      'bionote.contradictions.threshold': '0.6',
    });
  });

  it('lists the errors of a session by their codes', () => {
    const errors = [
      { code: 'timeout', count: 3, secondsAgo: 59 },
      { code: 'busy', count: 1, secondsAgo: 150 },
      { code: 'ENOSPC', count: 1, secondsAgo: 9000 },
    ];
    assert.equal(
      line({ ...healthy, errors }, 'errors', 'timeout').value,
      'times: 3, last less than a minute ago',
    );
    assert.equal(line({ ...healthy, errors }, 'errors', 'busy').value, 'times: 1, last 2 min ago');
    assert.equal(line({ ...healthy, errors }, 'errors', 'ENOSPC').value, 'times: 1, last 2 h ago');
    assert.equal(line({ ...healthy, errors: [] }, 'errors', 'none').state, 'ok');
  });

  it('repeats what an editor says of itself only where it looks like a name or a version', () => {
    const editor = {
      name: 'Visual Studio Code',
      version: '1.100.2',
      extension: '1.2.3',
      kind: 'a/path',
      remote: 'ssh-remote+zqhostzq',
    };
    assert.equal(line({ ...healthy, editor }, 'editor', 'editor').value, 'Visual Studio Code 1.100.2');
    assert.equal(line({ ...healthy, editor }, 'editor', 'kind').value, 'unknown');
    assert.equal(line({ ...healthy, editor }, 'editor', 'remote').value, 'ssh-remote');
  });

  it('holds nothing private in any form', async () => {
    const canary = 'zqcanaryzq';
    const facts: ReportFacts = {
      ...healthy,
      editor: {
        name: `${canary}/x`,
        version: `/home/${canary}`,
        extension: `<${canary}>`,
        kind: `${canary}:`,
        remote: `wsl+${canary}`,
      },
      settings: {
        ...defaultSettings,
        schema: canary,
        languages: [canary],
        customSchemas: { [canary]: canary },
        ollama: { ...defaultSettings.ollama, host: `http://${canary}.example`, model: canary },
        openai: { url: `http://key:${canary}@192.0.2.1`, model: canary },
        embedded: { ...defaultSettings.embedded, modelPath: `/home/${canary}/x.gguf` },
        contradictions: { ...defaultSettings.contradictions, ignoreLines: [canary] },
        review: { annotator: canary },
      },
    };
    const report = buildReport(facts);
    for (const shown of [
      markdownReport(report),
      textReport(report, (_, text) => text),
      JSON.stringify(reportShape(report)),
    ]) {
      assert.ok(!shown.includes(canary), shown);
      assert.ok(!shown.includes('192.0.2'), shown);
      assert.ok(shown.includes('bionote.review.annotator'), shown);
    }
    assert.equal((await schemaCheck('bionote-doctor'))(reportShape(report)), '');
  });

  it('is a table in Markdown, with the next action behind a problem', () => {
    const text = markdownReport(buildReport(withEngines({ chosen: { failure: 'no-model' } })));
    assert.match(text, /^# BioNote diagnostics report\n/);
    const rows = text.split('\n').filter((row) => row.startsWith('|'));
    for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, 5, row);
    assert.match(
      text,
      /^\| problem \| Chosen model \| none can be used \(no-model\)\. Choose a model .*\.\s\|$/m,
    );
  });
});
