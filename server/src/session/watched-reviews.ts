import { DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver';

/** Asks the client to report changes to review files, so a colleague's commit shows up without a decision. */
export async function watchReviews({ client }: Connection): Promise<void> {
  await client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.ann' }, { globPattern: '**/*.review.jsonl' }],
  });
}
