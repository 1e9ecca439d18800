/**
 * Loaded into every Node process of the editor (`NODE_OPTIONS`): writes to the file that
 * `BIONOTE_TEST_CONNECTIONS` names which processes of the extension started, and every connection that one of
 * them, or the extension's code in the extension host, opens to anything but this machine.
 */
const { appendFileSync } = require('node:fs');
const net = require('node:net');

const file = process.env.BIONOTE_TEST_CONNECTIONS;
const extension = /bionote\.bionote-[^/]*\/dist\//;
const script = process.argv[1] ?? '';

function record(what) {
  appendFileSync(file, `${JSON.stringify({ script, ...what })}\n`);
}

function isLocal(host) {
  return host === undefined || /^(localhost|127(\.\d+){3}|::1|\[::1\]|::ffff:127(\.\d+){3})$/i.test(host);
}

if (file) {
  if (extension.test(script)) record({ started: true });
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (...args) {
    const [first] = Array.isArray(args[0]) ? args[0] : args;
    const host = typeof first === 'object' && first !== null ? first.host : args[1];
    const named = typeof host === 'string' ? host : undefined;
    // A path is a socket of the file system.
    const onFileSystem =
      typeof first === 'string' || (typeof first === 'object' && first?.path !== undefined);
    if (!onFileSystem && !isLocal(named)) {
      const { stack = '' } = new Error();
      if (extension.test(script) || extension.test(stack)) record({ host: named });
    }
    return connect.apply(this, args);
  };
}
