import { DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver';

/** Asks the client to tell when files of reviews change, so that a colleague's commit is seen without a decision. */
export async function watchReviews({ client }: Connection): Promise<void> {
  await client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.ann' }, { globPattern: '**/*.review.jsonl' }],
  });
}
