import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationRequest } from '../../server/src/shared/protocol.js';
import { Editor } from '../protocol/editor.js';
import { succeed } from '../real/program.js';

const here = `${process.platform}-${process.arch}`;

describe('the npm package', function () {
  this.timeout(300_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-npm-'));
    await writeFile(join(folder, 'package.json'), '{"private": true}');
    const packed = await readdir('out/npm');
    const wanted = packed.filter(
      (name) => /^bionote-\d/.test(name) || name.startsWith(`bionote-engine-${here}-`),
    );
    assert.equal(wanted.length, 2, packed.join());
    const tarballs = wanted.map((name) => resolve('out/npm', name));
    await succeed('npm', ['install', '--no-audit', '--no-fund', ...tarballs], { cwd: folder });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('annotates a note with its own model, and finds contradictions', async () => {
    const sample = join('node_modules', 'bionote', 'samples', 'progress-note.note');
    const words = ['--no-install', 'bionote', 'annotate', '--engine', 'embedded', '--format', 'json', sample];
    const said = await succeed('npx', words, { cwd: folder, env: { LANG: 'C', LC_ALL: 'C' } });
    const analysis = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)) as {
      readonly entities: readonly unknown[];
      readonly contradictions: readonly unknown[];
    };
    assert.ok(analysis.entities.length > 50, `${analysis.entities.length} entities`);
    assert.ok(analysis.contradictions.length >= 3, `${analysis.contradictions.length} contradictions`);
  });

  it('says that it works, and with which releases of the engines', async () => {
    const words = ['--no-install', 'bionote', 'doctor', '--engine', 'embedded'];
    const said = await succeed('npx', words, { cwd: folder, env: { LANG: 'C', LC_ALL: 'C' } });
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    assert.match(said, new RegExp(`^ok +ONNX Runtime +${dependencies['onnxruntime-node']}$`, 'm'));
    assert.match(
      said,
      new RegExp(`^ok +llama\\.cpp +\\S+ \\(node-llama-cpp ${dependencies['node-llama-cpp']}\\)$`, 'm'),
    );
  });

  it('has the embedded engine for a GGUF file, too', async () => {
    const words = ['--no-install', 'bionote', 'annotate', '--engine', 'embedded', '--dialect', 'starter'];
    const model = ['--model', resolve('models/bionote-starter.gguf'), '--format', 'json'];
    const note = join(folder, 'note.txt');
    await writeFile(note, 'He was treated with aspirin for fever.\n');
    const said = await succeed('npx', [...words, ...model, note], { cwd: folder });
    assert.match(said, /aspirin/);
  });

  it('serves any editor over standard input and output', async () => {
    const server = join(folder, 'node_modules', '.bin', 'bionote-server');
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const editor = await Editor.start(child.stdout, child.stdin, { settings: { engine: 'embedded' } });
      const { status } = await editor.request(ConfigurationRequest, {});
      assert.notEqual(status.state, undefined);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('holds nothing of the editor’s side, and less than 55 MB', async () => {
    const root = join(folder, 'node_modules', 'bionote');
    const files = await readdir(join(root, 'dist'));
    for (const name of ['client.cjs', 'extension.cjs', 'graph.js']) assert.ok(!files.includes(name), name);
    const [tarball = ''] = (await readdir('out/npm')).filter((name) => /^bionote-\d/.test(name));
    const { size } = await stat(join('out/npm', tarball));
    assert.ok(size < 55_000_000, `${size} bytes`);
  });
});
