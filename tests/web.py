"""A web server on this machine that answers as a test wants, and remembers what it was asked."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Web:
    """Pages by path: bytes, or a function of the handler; `asked` has (path, headers)."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"
        self.pages = {}
        self.asked = []

    def paths(self):
        return [path for path, _ in self.asked]


@contextmanager
def served():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            web.asked.append((self.path, dict(self.headers)))
            page = web.pages.get(self.path)
            try:
                if callable(page):
                    page(self)
                elif page is None:
                    answer(self, 404)
                else:
                    answer(self, 200, page)
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web = Web(server.server_port)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def answer(handler, status, body=b"", **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def answering(status, body=b"", **headers):
    return lambda handler: answer(handler, status, body, **headers)
