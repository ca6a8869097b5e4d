"""The way in from outside: TLS, and the proxy in front with its logs of addresses."""

from __future__ import annotations

import re
import socket
import ssl
import time
from pathlib import Path
from urllib.parse import urlsplit

from mediation.doctor.finding import Finding, fails, holds, lacks

PATIENCE_SECONDS = 5
SOON_DAYS = 14
DAY_SECONDS = 86_400
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
NGINX = Path("/etc/nginx")
NO_LOGS = "access_log off; and error_log /dev/null; in its server block: both hold visitors' addresses."


def look_at_tls(origin: str) -> Finding:
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if parts.scheme == "http":
        if host in THIS_MACHINE:
            return lacks(
                "tls",
                "Served without TLS, to this machine alone.",
                "For people elsewhere: a proxy with a certificate, and MEDIATION_PUBLIC_URL.",
            )
        return fails("tls", "People would come without TLS.", "MEDIATION_PUBLIC_URL must be https.")
    try:
        address = (host, parts.port or 443)
        with (
            socket.create_connection(address, PATIENCE_SECONDS) as line,
            ssl.create_default_context().wrap_socket(line, server_hostname=host) as tls,
        ):
            ends = tls.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        return fails("tls", f"The certificate is not good: {error.verify_message}.", "Renew it.")
    except OSError as error:
        return fails("tls", f"{origin} does not answer ({type(error).__name__}).", "See the proxy.")
    days = int((ssl.cert_time_to_seconds(str(ends["notAfter"])) - time.time()) / DAY_SECONDS)
    if days < SOON_DAYS:
        return fails("tls", f"The certificate ends in {days} days.", "Renew it, by itself from now on.")
    return holds("tls", f"The certificate is good for {days} days.")


def look_at_proxy(origin: str, port: int, nginx: Path = NGINX) -> Finding:
    """`port`: where the server listens. Knows nginx; of another proxy it says that it does not."""
    ours = [
        text for text in _configurations(nginx) if re.search(rf"127\.0\.0\.1:{port}\b|\[::1\]:{port}\b", text)
    ]
    if not ours:
        if urlsplit(origin).hostname in THIS_MACHINE:
            return holds("proxy", "There is none, and the server writes no address.")
        return lacks("proxy", "No proxy that this command knows (nginx) leads here.", NO_LOGS)
    for text in ours:
        if set(re.findall(r"^\s*access_log\s+([^;\s]+)", text, re.MULTILINE)) != {"off"}:
            return fails("proxy", "nginx logs who comes.", NO_LOGS)
        if set(re.findall(r"^\s*error_log\s+([^;\s]+)", text, re.MULTILINE)) != {"/dev/null"}:
            return fails("proxy", "nginx logs the addresses of requests that fail.", NO_LOGS)
    return holds("proxy", "nginx logs nobody.")


def _configurations(nginx: Path) -> list[str]:
    files = [*nginx.glob("sites-enabled/*"), *nginx.glob("conf.d/*.conf"), *nginx.glob("nginx.conf")]
    return [file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()]
