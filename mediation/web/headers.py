"""Headers on every answer, Socket.IO's included: as data, and set in WSGI, past which no answer goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mediation import log

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

# What the pages use; everything else that a browser might offer a page is denied.
USED_FEATURES = ("clipboard-write",)  # a mediator copies personal links

# display-capture: so that no script here can ask for the screen. The rest is not needed, so it is not there:
# the W3C's list (webappsec-permissions-policy, features.md) and what browsers have added to it since, among
# it the language models built into them, which would read what is on the page. Not in it are client hints
# (those that tell much are sent only to a server that asks, and this one never does), what only installed
# Isolated Web Apps have: each name costs its length on every answer.
DENIED_FEATURES = (
    "accelerometer", "ambient-light-sensor", "aria-notify", "attribution-reporting",
    "autofill", "autoplay", "bluetooth", "browsing-topics", "camera", "captured-surface-control",
    "clipboard-read", "compute-pressure", "cross-origin-isolated", "deferred-fetch", "deferred-fetch-minimal",
    "digital-credentials-create", "digital-credentials-get", "display-capture",
    "encrypted-media", "focus-without-user-activation", "fullscreen", "gamepad", "geolocation", "gyroscope",
    "hid", "identity-credentials-get", "idle-detection", "interest-cohort", "join-ad-interest-group",
    "keyboard-map", "language-detector", "language-model", "local-fonts", "local-network",
    "local-network-access", "loopback-network", "magnetometer", "media-playback-while-not-visible",
    "microphone", "midi", "on-device-speech-recognition", "otp-credentials", "payment", "picture-in-picture",
    "private-state-token-issuance", "private-state-token-redemption", "proofreader",
    "publickey-credentials-create", "publickey-credentials-get", "rewriter", "run-ad-auction",
    "screen-wake-lock", "serial", "shared-storage", "shared-storage-select-url",
    "speaker-selection", "storage-access", "summarizer", "sync-xhr", "translator", "unload",
    "usb", "web-share", "window-management", "writer", "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items()
    ),
    # A script without its hash does not run, whatever the page says of it (Integrity Policy, W3C).
    "Integrity-Policy": "blocked-destinations=(script)",
    "Permissions-Policy": ",".join(f"{feature}=()" for feature in DENIED_FEATURES),
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


def security_headers(is_https: bool) -> dict[str, str]:
    """Those of every answer, whatever it is; Cache-Control comes beside them."""
    return HEADERS | (HTTPS_HEADERS if is_https else {})


def as_lines(is_https: bool) -> bytes:
    """The same as a part of an HTTP head, for answers that are made past WSGI."""
    headers = security_headers(is_https) | {"Cache-Control": NOT_KEPT}
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()


class SecurityHeaders:
    """WSGI middleware. Everything is `no-store`, unless an immutable asset says otherwise.

    A page cannot have headers of its own under these names: what it says in their place is dropped. Whatever
    fails past Flask is answered here, since nothing further out would send headers.
    """

    def __init__(self, application: WSGIApplication, is_https: bool) -> None:
        self._application = application
        self._headers = security_headers(is_https)
        self._ours = {"server", "cache-control", *(name.lower() for name in HEADERS | HTTPS_HEADERS)}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            is_immutable = ("Cache-Control", IMMUTABLE) in headers
            kept = [(name, value) for name, value in headers if name.lower() not in self._ours]
            kept.append(("Cache-Control", IMMUTABLE if is_immutable else NOT_KEPT))
            return start_response(status, [*kept, *self._headers.items()], exc_info)

        try:
            return self._application(environ, start)
        except Exception as error:
            if "HTTP_UPGRADE" in environ:  # a websocket that ended badly; there is nobody to answer any more
                raise
            log.fault("request", error)
            start("500 Internal Server Error", [("Content-Length", "0")])
            return []
