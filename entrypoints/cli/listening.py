"""The socket on which the web processes answer, made by the supervisor so that it survives each of them.

gunicorn listens on it when it is ready for whoever comes: before that a proxy is refused at once, and asks
another server, rather than wait for one that only starts.
"""

import socket


class AddressTaken(Exception):
    """Nobody can listen there. The message says what to do."""


def listener_at(host: str, port: int) -> socket.socket:
    """A socket to listen on, bound. Raises AddressTaken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise AddressTaken(f"Convene cannot listen on {host}: {error}. Check CONVENE_HOST.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise AddressTaken(
            f"Convene cannot listen on port {port} of {host}: {error.strerror}. "
            "Is another program using it? Choose another with CONVENE_PORT."
        ) from error
    return listener


def ask_whether_it_answers(listener: socket.socket) -> socket.socket | None:
    """Send a request to whoever accepts on `listener`; the returned socket is readable once it answers.

    None while nobody listens.
    """
    family, (host, port) = listener.family, listener.getsockname()[:2]
    nearby = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    question = socket.socket(family, socket.SOCK_STREAM)
    question.settimeout(5)
    try:
        question.connect((nearby, port))
    except OSError:
        question.close()
        return None
    name = f"[{nearby}]" if family == socket.AF_INET6 else nearby
    question.sendall(f"GET /healthz HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n".encode())
    return question


def has_answered(question: socket.socket) -> bool:
    """Whether what came back is an answer over HTTP, and not the end of a process that died at it."""
    try:
        return question.recv(64).startswith(b"HTTP/1.")
    except OSError:
        return False
