"""Headers on every answer, Socket.IO's included: as data, and set in WSGI, past which no answer goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "lit-html",
}

# display-capture: so that no script here can ask for the screen. The rest is not needed, so it is not there.
DENIED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items()
    ),
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not no-referrer: with that, Chromium posts forms with "Origin: null", and Flask-WTF wants a Referer.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "none",
}
HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}

IMMUTABLE = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"


class SecurityHeaders:
    """WSGI middleware. Everything is `no-store`, unless an immutable asset says otherwise."""

    def __init__(self, application: WSGIApplication, is_https: bool) -> None:
        self._application = application
        self._headers = HEADERS | (HTTPS_HEADERS if is_https else {})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            given = {name.lower(): value for name, value in headers}
            kept = [
                (name, value) for name, value in headers if name.lower() not in ("cache-control", "server")
            ]
            is_immutable = given.get("cache-control") == IMMUTABLE
            kept.append(("Cache-Control", IMMUTABLE if is_immutable else NOT_KEPT))
            kept.extend((name, value) for name, value in self._headers.items() if name.lower() not in given)
            return start_response(status, kept, exc_info)

        return self._application(environ, start)
