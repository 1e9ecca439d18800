import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Ollama } from 'ollama/browser';
import { fileDigest } from '../../../server/src/models/file-digest.js';
import { starterName } from '../../../server/src/models/profiles.js';

/** What Ollama needs to know of a model that is made from a file on this machine. */
export interface Installation {
  /** Name that the model gets. */
  readonly name: string;
  readonly ggufPath: string;
  /** Go template around a prompt; the prompt alone unless given. */
  readonly template?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The small test model as Ollama should serve it, with the chat template of its file. */
export function starterInstallation(ggufPath: string): Installation {
  // So small a model is fastest on one thread: others would spend their time waiting for each other.
  return {
    name: starterName,
    ggufPath,
    template: '{{ if .System }}{{ .System }}\n{{ end }}{{ .Prompt }}\nAnswer:\n',
    parameters: { num_ctx: 1024, num_thread: 1, temperature: 0 },
  };
}

/** Makes a model in the Ollama at `host` from a GGUF file, as `ollama create` does with a Modelfile. */
export async function install(host: string, installation: Installation): Promise<void> {
  const { name, ggufPath, template = '{{ .Prompt }}', parameters = {} } = installation;
  const digest = `sha256:${await fileDigest(ggufPath)}`;
  const url = `${host}/api/blobs/${digest}`;
  if ((await fetch(url, { method: 'HEAD' })).status === 404) {
    const sent = await fetch(url, { method: 'POST', body: await readFile(ggufPath) });
    assert.ok(sent.ok, await sent.text());
  }
  // The client's types lack `files`; the server knows no other way to take a file that is not its own.
  const request = { model: name, files: { [basename(ggufPath)]: digest }, template, parameters };
  const { status } = await new Ollama({ host }).create({ ...request, stream: false });
  assert.equal(status, 'success');
}
