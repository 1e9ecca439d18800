import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { PullProgress } from '../../shared/protocol.js';
import { fileDigest } from '../file-digest.js';
import { starterName } from '../profiles.js';
import { progressChunk } from './answers.js';
import { clientFor } from './client.js';
import { toModelError } from './errors.js';
import { requestFetch } from './http.js';

/** What Ollama needs to know of a model that is made from a file on this machine. */
export interface Installation {
  /** Name that the model gets. */
  readonly name: string;
  readonly ggufPath: string;
  /** Go template around a prompt; the prompt alone unless given. */
  readonly template?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A chat with the starter model, as its GGUF file's own template has it: system, user, and the answer's opening. */
const starterTemplate = '{{ if .System }}{{ .System }}\n{{ end }}{{ .Prompt }}\nAnswer:\n';

/** The starter model as Ollama should serve it. */
export function starterInstallation(ggufPath: string): Installation {
  // So small a model is fastest on one thread: others would spend their time waiting for each other.
  return {
    name: starterName,
    ggufPath,
    template: starterTemplate,
    parameters: { num_ctx: 1024, num_thread: 1, temperature: 0 },
  };
}

/**
 * Makes a model in Ollama from a GGUF file: sends the file where the server does not have it, then creates the
 * model, as `ollama create` does with a Modelfile.
 *
 * @throws ModelError, the reason of `signal`, or what reading the file throws.
 */
export async function installModel(
  host: string,
  installation: Installation,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { name, ggufPath, template = '{{ .Prompt }}', parameters = {} } = installation;
  const digest = `sha256:${await fileDigest(ggufPath)}`;
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);
  try {
    onProgress({ status: 'uploading' });
    await upload(`${host}/api/blobs/${digest}`, ggufPath, requestFetch(both));
    // The client's types lack `files`; the server knows no other way to take a file that is not its own.
    const request = { model: name, files: { [basename(ggufPath)]: digest }, template, parameters };
    const stream = await clientFor(host, both).create({ ...request, stream: true });
    for await (const part of stream) onProgress({ status: progressChunk.parse(part).status });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toModelError(error, { host, model: name });
  } finally {
    ended.abort();
  }
}

async function upload(url: string, path: string, send: typeof fetch): Promise<void> {
  try {
    await send(url, { method: 'HEAD' });
    return;
  } catch (error) {
    if (!(error instanceof Error && 'status' in error && error.status === 404)) throw error;
  }
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
  const streamed = { method: 'POST', body, duplex: 'half' };
  await send(url, streamed as RequestInit);
}
