import { readFile, writeFile } from 'node:fs/promises';

/** Bytes before the metadata of a GGUF file: magic, version, number of tensors, number of entries. */
const headerLength = 24;

/** What the places of tensors are multiples of, unless a file says otherwise. */
const alignment = 32;

/** Type of a metadata entry that is a string. */
const stringType = 8;

/**
 * Copies a GGUF file, and gives the copy a chat template. The new entry comes first and is filled up with spaces
 * to a multiple of the alignment, so that nothing behind it has to change.
 */
export async function copyWithTemplate(from: string, to: string, template: string): Promise<void> {
  const file = await readFile(from);
  const header = Buffer.from(file.subarray(0, headerLength));
  header.writeBigUInt64LE(header.readBigUInt64LE(16) + 1n, 16);
  const key = counted('tokenizer.chat_template');
  const type = Buffer.alloc(4);
  type.writeUInt32LE(stringType);
  const length = key.length + type.length + counted(template).length;
  const padding = ' '.repeat((alignment - (length % alignment)) % alignment);
  const entry = [key, type, counted(template + padding)];
  await writeFile(to, Buffer.concat([header, ...entry, file.subarray(headerLength)]));
}

function counted(text: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  return Buffer.concat([length, Buffer.from(text)]);
}
