import * as vscode from 'vscode';

/** The tools by name, as package.json describes them. */
export const toolNames = ['bionote_annotate', 'bionote_check', 'bionote_compare', 'bionote_ask'] as const;

export type ToolName = (typeof toolNames)[number];

const setting = 'bionote.languageModelTools.enabled';

/** Carries out a tool: what it says is text of the note. */
export type UseTool = (name: ToolName, input: unknown, token: vscode.CancellationToken) => Promise<string>;

/**
 * Offers the tools to the editor's chat models while the user's settings say so. Each use is confirmed first: what a tool
 * answers goes to whatever model the chat uses.
 */
export function offerTools(use: UseTool): vscode.Disposable {
  let offered: vscode.Disposable[] = [];
  const withdraw = (): void => {
    for (const each of offered.splice(0)) each.dispose();
  };
  const renew = (): void => {
    withdraw();
    if (vscode.workspace.getConfiguration().get(setting) === true) {
      offered = toolNames.map((name) => vscode.lm.registerTool(name, toolFor(name, use)));
    }
  };
  renew();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) renew();
    }),
    new vscode.Disposable(withdraw),
  );
}

function toolFor(name: ToolName, use: UseTool): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: () => ({
      confirmationMessages: {
        title: vscode.l10n.t('Let the chat read a note through BioNote?'),
        message: vscode.l10n.t(
          'The result contains text of the note. It goes to the model that this chat uses, which may run in a cloud.',
        ),
      },
    }),
    invoke: async ({ input }, token) =>
      new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await use(name, input, token))]),
  };
}
