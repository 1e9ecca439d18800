/**
 * Loaded into every Node process of a test (`NODE_OPTIONS`): writes to the file that `BIONOTE_TEST_SOCKETS` names
 * which script started, and everything that it reaches for: connections, datagrams and names that it looks up.
 */
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.BIONOTE_TEST_SOCKETS;
const record = (what) => {
  appendFileSync(file, `${JSON.stringify({ script: process.argv[1] ?? '', ...what })}\n`);
};

if (file) {
  record({ started: true });
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (...args) {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    const options = typeof first === 'object' && first !== null ? first : { port: first, host: second };
    // A path is a socket of the file system.
    if (options.path === undefined && Number.isFinite(Number(options.port))) {
      record({ to: `${typeof options.host === 'string' ? options.host : 'localhost'}:${options.port}` });
    }
    return connect.apply(this, args);
  };
  for (const name of ['send', 'connect']) {
    const original = dgram.Socket.prototype[name];
    dgram.Socket.prototype[name] = function (...args) {
      record({
        to: `datagram ${args.filter((arg) => typeof arg !== 'function' && typeof arg !== 'object').join(':')}`,
      });
      return original.apply(this, args);
    };
  }
  for (const module of [dns, dns.promises]) {
    for (const name of Object.keys(module).filter((each) => /^(lookup|resolve)/.test(each))) {
      const original = module[name];
      module[name] = function (host, ...rest) {
        if (typeof host === 'string' && net.isIP(host) === 0) record({ to: `name ${host}` });
        return original.call(this, host, ...rest);
      };
    }
  }
}
