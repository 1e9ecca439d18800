import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalyzeRequest } from '../../server/src/shared/protocol.js';
import { targets } from '../../scripts/targets.mjs';
import { Editor } from '../protocol/editor.js';
import { runProgram } from '../real/program.js';
import { Archive } from './archive.js';
import { machineOf } from './machine.js';

/** In bytes. */
const most = 70_000_000;
const native = /\.(?:node|so(?:\.\d+)*|dylib|dll)$/;
const engines =
  /^(?:dist\/(?:embedded\.mjs|encoder\.mjs|onnxruntime\/|node-llama-cpp\/)|models\/bionote-encoder\/)/;

const pathOf = (target: string): string => `out/bionote-${target}.vsix`;
const targetIn = async (archive: Archive): Promise<string | undefined> =>
  /TargetPlatform="([^"]+)"/.exec((await archive.read('extension.vsixmanifest')).toString())?.[1];

describe('the packages of the extension', () => {
  const common = new Map<string, string[]>();

  for (const target of Object.keys(targets)) {
    it(`${target}: has the engines for this platform, nothing for another, and less than 70 MB`, async () => {
      const { size } = await stat(pathOf(target));
      assert.ok(size < most, `${size} bytes`);
      const archive = await Archive.open(pathOf(target));
      try {
        assert.equal(await targetIn(archive), target);
        const names = [...archive.files.keys()];
        const libraries = names.filter((name) => native.test(name));
        for (const name of libraries) assert.equal(machineOf(await archive.read(name)), target, name);
        const [system, architecture] = target.split('-');
        const onnx = `dist/onnxruntime/${system}/${architecture}/`;
        const llama = `dist/node-llama-cpp/bins/${targets[target]}/`;
        for (const needed of [
          new RegExp(`^${onnx}onnxruntime_binding\\.node$`),
          new RegExp(`^${onnx}(?:lib)?onnxruntime\\.(?:so\\.1|dll|[\\d.]+dylib)$`),
          new RegExp(`^${llama}llama-addon\\.node$`),
          new RegExp(`^${llama}(?:lib)?llama[\\w.]*\\.(?:so|dll|dylib)$`),
          new RegExp(`^${llama}(?:lib)?ggml-cpu[\\w.-]*\\.(?:so|dll)$`),
        ]) {
          assert.ok(
            libraries.some((name) => needed.test(name)),
            `nothing like ${needed}`,
          );
        }
        // The diagnostics report reads the engines' versions there.
        for (const name of [`${onnx}version.json`, `${llama}_nlcBuildMetadata.json`]) {
          assert.ok(names.includes(name), name);
        }
        for (const name of libraries) assert.ok(name.startsWith(onnx) || name.startsWith(llama), name);
        assert.ok(!names.some((name) => name.endsWith('.lib')));
        common.set(target, names.filter((name) => !name.startsWith(onnx) && !name.startsWith(llama)).sort());
      } finally {
        archive.close();
      }
    });
  }

  it('differ in the engines alone', () => {
    const [first, ...others] = [...common.values()];
    for (const other of others) assert.deepEqual(other, first);
  });

  describe('without engines', () => {
    let folder: string;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bionote-universal-'));
      const archive = await Archive.open(pathOf('universal'));
      await archive.extract(folder);
      archive.close();
    });
    after(() => rm(folder, { recursive: true, force: true }));

    const advice = new RegExp(
      `no embedded engine. Install the one for ${process.platform}-${process.arch}, or use Ollama`,
    );

    it('has all the rest, for every platform', async () => {
      const archive = await Archive.open(pathOf('universal'));
      assert.equal(await targetIn(archive), undefined);
      const names = [...archive.files.keys()].sort();
      archive.close();
      const [some = []] = common.values();
      assert.deepEqual(
        names,
        some.filter((name) => !engines.test(name)),
      );
    });

    it('says in the editor what it lacks, and what to do', async () => {
      const child = spawn(process.execPath, [join(folder, 'dist', 'server.cjs'), '--stdio'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      try {
        const editor = await Editor.start(child.stdout, child.stdin, {
          settings: { engine: 'embedded', analyze: 'onDemand' },
          initializationOptions: { extensionPath: folder, annotations: true },
        });
        const uri = 'untitled:note';
        await editor.open(uri, 'He has a fever.\n');
        await assert.rejects(editor.request(AnalyzeRequest, { uri }), advice);
      } finally {
        child.kill('SIGKILL');
      }
    });

    it('says so on the command line', async () => {
      const words = [
        join(folder, 'dist', 'cli.cjs'),
        'annotate',
        '--engine',
        'embedded',
        'samples/progress-note.note',
      ];
      const { code, said } = await runProgram(process.execPath, words, { env: { LANG: 'C', LC_ALL: 'C' } });
      assert.notEqual(code, 0);
      assert.match(said, advice);
    });
  });
});
