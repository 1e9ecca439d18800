import * as vscode from 'vscode';

const scheme = 'bionote';

/** Documents that can be read and not written, with the text that they were given last. */
export class VirtualDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  // The editor looks for `onDidChange` when it is given the provider, so the registration comes second.
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  /** Sets the text of the document of that name, such as `explanation.md`, wherever it is shown. */
  write(name: string, text: string): vscode.Uri {
    const uri = this.uri(name);
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    return uri;
  }

  /** The address of the document of that name. */
  uri(name: string): vscode.Uri {
    return vscode.Uri.from({ scheme, path: `/${name}` });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
