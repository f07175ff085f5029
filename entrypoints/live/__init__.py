"""The live stream: what happens, at the moment it happens, over one WebSocket (RFC 6455) per open page."""
