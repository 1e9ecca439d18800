/** A message of a chat as `/api/chat` takes it. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/** The prompt that a chat becomes, by the template of Llama 3: its last words open the model's answer. */
export function renderChat(messages: readonly ChatMessage[]): string {
  const turns = messages.map(
    ({ role, content }) => `<|start_header_id|>${role}<|end_header_id|>\n\n${content.trim()}<|eot_id|>`,
  );
  return `<|begin_of_text|>${turns.join('')}<|start_header_id|>assistant<|end_header_id|>\n\n`;
}
