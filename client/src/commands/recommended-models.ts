/** General instruct models in Ollama's library that run on common GPUs, the suggested one first. None has been measured. */
export const recommendedModels: readonly { readonly name: string; readonly bytes: number }[] = [
  { name: 'qwen3:8b', bytes: 5.2e9 },
  { name: 'llama3.1:8b', bytes: 4.9e9 },
  { name: 'qwen3:4b', bytes: 2.5e9 },
  { name: 'gemma3:12b', bytes: 8.1e9 },
  { name: 'qwen3:14b', bytes: 9.3e9 },
];
