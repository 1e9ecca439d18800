/**
 * Reasons that Ollama, its runner or its registry client give in these words. Only the words written here are
 * ever shown: whatever stands around them in a server's message may quote a note or a reply.
 */
const reasons = [
  'does not support thinking',
  'does not support chat',
  'does not support generate',
  'does not support completion',
  'does not support insert',
  'does not support tools',
  'invalid think value',
  'no such host',
  'connection refused',
  'i/o timeout',
  'TLS handshake timeout',
  'certificate signed by unknown authority',
  'no space left on device',
  'permission denied',
  'unauthorized',
  'digest mismatch',
  'invalid model name',
  'invalid file magic',
  'unknown model architecture',
  'unsupported model format',
  'error loading model',
  'failed to load model vocabulary',
  'failed to parse grammar',
  'invalid JSON schema in format',
] as const;

/** The reason that a server's words hold, if it is one that is known. */
export function knownReason(words: string): string | undefined {
  const lower = words.toLowerCase();
  return reasons.find((reason) => lower.includes(reason.toLowerCase()));
}
