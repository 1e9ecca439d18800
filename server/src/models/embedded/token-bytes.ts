import { LlamaVocabularyType, type LlamaModel } from 'node-llama-cpp';

/** Kinds of tokens, as a GGUF file numbers them; every other kind is an ordinary piece of text. */
const TokenType = { control: 3, userDefined: 4, unused: 5, byte: 6 };

/** UTF-8 bytes that one token stands for; several tokens may share a character. */
export type TokenBytes = (token: number) => Uint8Array;

/**
 * The exact bytes of a model's tokens. llama.cpp's own way from tokens to text takes the space away before
 * punctuation, which moves every word behind it; the vocabulary in the file does not.
 */
export function tokenBytes(model: LlamaModel): TokenBytes {
  const { tokens, token_type: types } = model.fileInfo.metadata.tokenizer.ggml;
  const encoder = new TextEncoder();
  const decoded = decoderOf(model.vocabularyType);
  return (token) => {
    const text = tokens[token] ?? '';
    const type = types[token] as number | undefined;
    if (type === TokenType.control || type === TokenType.unused) return new Uint8Array();
    if (type === TokenType.userDefined) return encoder.encode(text);
    if (type === TokenType.byte) return Uint8Array.of(Number.parseInt(text.slice(3, 5), 16));
    return decoded?.(text) ?? encoder.encode(model.detokenize([token as never], true));
  };
}

function decoderOf(vocabulary: LlamaVocabularyType): ((text: string) => Uint8Array) | undefined {
  if (vocabulary === LlamaVocabularyType.bpe) {
    return (text) => Uint8Array.from(text, (character) => byteOf.get(character) ?? 0x20);
  }
  if (vocabulary === LlamaVocabularyType.spm || vocabulary === LlamaVocabularyType.ugm) {
    const encoder = new TextEncoder();
    return (text) => encoder.encode(text.replaceAll('▁', ' '));
  }
  return undefined;
}

/**
 * GPT-2's alphabet of byte-level tokens (Radford et al., Language Models are Unsupervised Multitask Learners,
 * 2019): printable Latin-1 stands for itself, the other bytes follow from U+0100 on.
 */
const byteOf = new Map<string, number>();
for (let byte = 0, next = 0x100; byte < 256; byte += 1) {
  const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  byteOf.set(String.fromCharCode(printable ? byte : next++), byte);
}
