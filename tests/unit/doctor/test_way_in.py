from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from mediation.doctor.way_in import look_at_proxy, look_at_tls
from tests.fixtures.server_process import ROOT

OFFICE = "https://mediation.example.org"
NGINX = """
server {{
    server_name mediation.example.org;
    {access}
    {error}
    location / {{ proxy_pass http://127.0.0.1:8000; }}
}}
"""
Serve = Callable[[int], str]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A https server whose certificate, which this machine trusts, ends in so many days; its address."""
    servers = []

    def serve(days: int) -> str:
        openssl = shutil.which("openssl")
        assert openssl is not None, "Debian's openssl makes the certificate"
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-days", str(days), "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True, timeout=30,
        )  # fmt: skip
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"https://localhost:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("days", "state"), [(90, "holds"), (5, "fails")])
def test_a_certificate_is_good_until_it_is_about_to_end(serve: Serve, days: int, state: str) -> None:
    assert look_at_tls(serve(days)).state == state


def test_a_certificate_that_nobody_trusts_fails(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    address = serve(90)
    monkeypatch.delenv("SSL_CERT_FILE")
    found = look_at_tls(address)
    assert (found.state, "certificate" in found.fact) == ("fails", True)


def test_an_address_that_does_not_answer_fails() -> None:
    assert look_at_tls("https://127.0.0.1:1").state == "fails"


def test_without_tls_only_this_machine_may_be_served() -> None:
    assert look_at_tls("http://127.0.0.1:8000").state == "lacks"
    assert look_at_tls("http://mediation.example.org").state == "fails"


@pytest.mark.parametrize(
    ("access", "error", "state"),
    [
        ("access_log off;", "error_log /dev/null;", "holds"),
        ("access_log off;", "", "fails"),
        ("", "error_log /dev/null;", "fails"),
        ("access_log /var/log/nginx/access.log;", "error_log /dev/null;", "fails"),
        ("access_log off;", "error_log /var/log/nginx/error.log;", "fails"),
    ],
)
def test_nginx_holds_when_it_logs_neither_visits_nor_errors(
    tmp_path: Path, access: str, error: str, state: str
) -> None:
    site = tmp_path / "sites-enabled/mediation"
    site.parent.mkdir()
    site.write_text(NGINX.format(access=access, error=error))
    assert look_at_proxy(OFFICE, 8000, tmp_path).state == state


def test_another_proxy_is_said_to_be_unknown(tmp_path: Path) -> None:
    assert look_at_proxy(OFFICE, 8000, tmp_path).state == "lacks"
    assert look_at_proxy("http://127.0.0.1:8000", 8000, tmp_path).state == "holds"


def test_our_own_settings_of_nginx_hold(tmp_path: Path) -> None:
    """Seen to fail when deploy/nginx.conf loses its access_log or error_log."""
    sites = tmp_path / "sites-enabled"
    sites.mkdir()
    (sites / "mediation").write_text(
        (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert look_at_proxy("https://mediation.example.org", 8000, tmp_path).state == "holds"
