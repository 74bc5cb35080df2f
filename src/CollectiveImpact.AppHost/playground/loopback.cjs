// The Playground listens on all interfaces, has no option for it, and lets whoever reaches it speak as anyone:
// loaded before it (node --require), this keeps it on this machine.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, { port, host: '127.0.0.1' }, ...rest) : listen.call(this, port, ...rest);
};
