// A peer in fan-out: the package `ws` on Node, as its own documentation broadcasts. `node fan_out_peer.mjs PORT WS`,
// with WS the folder of the package. A request with a body is the text to send.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [port, folder] = process.argv.slice(2);
const { WebSocket, WebSocketServer } = createRequire(import.meta.url)(folder);

const server = createServer((request, answer) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const text = Buffer.concat(parts).toString();
    if (text) {
      for (const client of sockets.clients) {
        if (client.readyState === WebSocket.OPEN) client.send(text);
      }
    }
    answer.writeHead(200, { 'Content-Length': 0 });
    answer.end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 2048 });
process.on('SIGTERM', () => process.exit(0));
