"""How the door is shut so that whoever has come in is served.

Closing a socket on which one listens resets the connections that wait to be accepted, and over some of them a
request has been sent already. So those who knock are left unheard first: they knock again after a second,
and are refused then, since nobody listens any more; whatever they want can safely be asked elsewhere. Those
who are in are waited for.
"""

import ctypes
import socket
import struct
import sys
import time

HANDSHAKE = 0.1
"""Seconds in which a connection that has begun is there, or will never be."""
ASK_EVERY = 0.02
"""Seconds between two looks whether anybody waits to be accepted."""

_SO_ATTACH_FILTER = 26
_FLAGS, _SYN, _SYN_AND_ACK = 13, 0x02, 0x12
"""The byte of a TCP header with its flags (RFC 9293 §3.1), and two of them."""
# Classic BPF, which sees a segment from its TCP header on: what only opens a connection is dropped.
_UNHEARD = (
    (0x30, 0, 0, _FLAGS),  # load that byte
    (0x54, 0, 0, _SYN_AND_ACK),  # and keep these two flags of it
    (0x15, 0, 1, _SYN),  # is it the first alone?
    (0x06, 0, 0, 0),  # then nothing of it arrives
    (0x06, 0, 0, 0xFFFFFFFF),  # else all
)
_TCP_INFO_UNACKED = 24
"""Where ``struct tcp_info`` says how many wait, if it is asked of a socket on which one listens."""


def leave_unheard(listener: socket.socket) -> None:
    """Nobody new gets in. For every process that accepts on this socket; there is no way back."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in _UNHEARD))
    program = struct.pack("HL", len(_UNHEARD), ctypes.addressof(code))
    listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)


def waiting_at(listener: socket.socket) -> int:
    """How many connections nobody has accepted yet."""
    return int.from_bytes(
        listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)[_TCP_INFO_UNACKED:][:4], sys.byteorder
    )


def let_in_the_last(listener: socket.socket, *, within: float) -> None:
    """Return when all who have come were accepted by whoever listens, or after so many seconds.

    Elsewhere than on Linux nothing is done.
    """
    if sys.platform != "linux":
        return
    try:
        leave_unheard(listener)
        until = time.monotonic() + within
        time.sleep(HANDSHAKE)
        while waiting_at(listener) and time.monotonic() < until:
            time.sleep(ASK_EVERY)
    except OSError:
        return  # A kernel without filters: those few are reset.
