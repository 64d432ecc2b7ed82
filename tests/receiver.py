"""A real HTTP server in a thread: it stands for the outside that webhooks call."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Receiver:
    """What arrived, and how the next requests are answered."""

    address: str = ""
    status: int = 204
    location: str = ""
    seconds: float = 0
    dribbles: bool = False
    is_strange: bool = False
    arrived: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Take a request and answer as it was arranged."""
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.arrived.append(({name.lower(): value for name, value in handler.headers.items()}, body.decode()))
        if self.is_strange:
            handler.wfile.write(b"SSH-2.0-OpenSSH_9.2p1\r\n")
            return
        time.sleep(self.seconds)
        if self.dribbles:
            self._dribble(handler)
            return
        handler.send_response(self.status)
        if self.location:
            handler.send_header("Location", self.location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def _dribble(self, handler: BaseHTTPRequestHandler) -> None:
        """Send a byte now and then, so that no single wait is long; stop when the caller hangs up."""
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 600:
                handler.wfile.write(bytes([letter]))
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return


@contextmanager
def receiving(context: ssl.SSLContext | None = None, **arranged: object) -> Iterator[Receiver]:
    """Run a receiver on this machine until the end of the block."""
    receiver = Receiver(**arranged)  # type: ignore[arg-type]  # its own fields

    class Handler(BaseHTTPRequestHandler):
        """Gives every request to the receiver."""

        def do_POST(self) -> None:
            """Take a request."""
            receiver.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.address = f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}/hook"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
