import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { measurementsFolder } from './measurement/folder.js';
import { realParts } from './real-parts.js';
import { logUnhandled } from './session/safely.js';
import { startServer } from './session/server.js';
import { realTimer } from './shared/timer.js';

// What the server and its engine write is for this user alone.
process.umask(0o077);

logUnhandled(process, (line) => process.stderr.write(`${line}\n`));

/** The script may be started through a link, such as the one that npm makes for a command. */
const program = dirname(realpathSync(process.argv[1] ?? '.'));

// The transport is what the command line says: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all), {
  timer: realTimer,
  build: ({ extensionPath, storagePath, serverKey }) =>
    realParts({
      program,
      extension: extensionPath ?? join(program, '..'),
      ...(storagePath !== undefined && { storage: storagePath }),
      measurements: measurementsFolder(process.env),
      ...(serverKey !== undefined && { serverKey }),
    }),
});
