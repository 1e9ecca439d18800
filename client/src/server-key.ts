/** Under this name the editor keeps the key of an OpenAI-compatible server. */
export const serverKeySecret = 'bionote.serverKey';
