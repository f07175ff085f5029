"""What fan-out is measured against: a gevent loop that writes one frame to every socket, and nothing else.

`python -m benchmarks.bare_fan_out PORT` runs until SIGTERM. A request with a body is the text to send; every
other one becomes a WebSocket. Nothing is checked, bounded, stored or read.
"""

import sys
from base64 import b64encode
from hashlib import sha1

from gevent import signal_handler
from gevent import socket as green
from gevent.server import StreamServer

from entrypoints.live import rfc6455

ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

sockets: set[green.socket] = set()


def serve(connection: green.socket, _: object) -> None:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
    if length := int(headers.get("content-length", 0)):
        while len(body) < length:
            body += connection.recv(65536)
        frame = rfc6455.text(body.decode())
        for each in sockets:
            each.sendall(frame)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        return
    if "upgrade" not in headers:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        return
    key = head.decode().split("Sec-WebSocket-Key: ", 1)[1].split("\r\n", 1)[0]
    accept = b64encode(sha1((key + ACCEPT_GUID).encode()).digest()).decode()
    connection.sendall(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: convene.v1\r\n\r\n".encode()
    )
    sockets.add(connection)
    while connection.recv(65536):
        pass
    sockets.discard(connection)


if __name__ == "__main__":
    server = StreamServer(("127.0.0.1", int(sys.argv[1])), serve, backlog=2048)
    signal_handler(15, server.stop)
    server.serve_forever()
