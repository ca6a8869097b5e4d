"""Settings, read once from the environment; a wrong value stops the start with a sentence naming it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit


class SettingIsWrong(Exception):
    """A setting cannot be used; the message names it and says what is expected."""


@dataclass(frozen=True)
class Settings:
    """Everything that an office can set. Durations are in seconds."""

    host: str = "127.0.0.1"
    port: int = 8000
    instance: Path = Path("instance")
    database_url: str = ""  # empty: SQLite in the instance folder
    redis_url: str = ""  # empty: rooms lie in this process's memory
    redis_writes_to_disk: bool = False
    proxies: tuple[str, ...] = ()  # addresses of proxies on other machines
    metrics_port: int = 0  # on 127.0.0.1; 0: there are none
    public_url: str = ""  # empty: http://host:port
    office_name: str = "Office of the Ombudsman"
    office_address: str = ""
    office_crest: Path | None = None
    support_contacts: tuple[str, ...] = ()  # shown to whoever leaves a session
    tribunals: str = ""  # the office's own beside the known ones: code|name|seat|zone; …
    pdf_certificate: Path | None = None  # PKCS#12; None: one that this installation makes itself
    pdf_certificate_password: Path | None = None  # the file that holds it
    timestamp_url: str = ""  # RFC 3161; empty: no timestamps
    close_seconds: int = 60  # the countdown before a room closes
    empty_room_seconds: int = 15 * 60  # a room in which nobody at all is connected closes after this
    connections_of_address: int = 2048  # at once
    requests_of_address: int = 6000  # a minute
    retention_years: int = 5  # a mediation's dates are destroyed so many years after its last day
    outcome: bool = False  # parties may write a text that each may copy, when all say yes
    inspectable: bool = False  # lets the forensic tests read this process's memory

    @property
    def origin(self) -> str:
        """The one Origin (RFC 6454) that requests may come from, as browsers write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or _without_default_port(f"http://{host}:{self.port}")

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def database(self) -> str:
        """SQLAlchemy URL of the registry's database."""
        return self.database_url or f"sqlite:///{(self.instance / 'mediation.db').resolve()}"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from MEDIATION_* variables; raises SettingIsWrong."""
    default = Settings()
    known = {
        "MEDIATION_HOST", "MEDIATION_PORT", "MEDIATION_INSTANCE", "MEDIATION_DATABASE_URL",
        "MEDIATION_PUBLIC_URL", "MEDIATION_OFFICE_NAME", "MEDIATION_OFFICE_ADDRESS",
        "MEDIATION_CLOSE_SECONDS", "MEDIATION_EMPTY_ROOM_SECONDS", "MEDIATION_OUTCOME",
        "MEDIATION_RETENTION_YEARS", "MEDIATION_REDIS_URL", "MEDIATION_REDIS_WRITES_TO_DISK",
        "MEDIATION_PROXIES", "MEDIATION_METRICS_PORT",
        "MEDIATION_CONNECTIONS_OF_ADDRESS", "MEDIATION_REQUESTS_OF_ADDRESS",
        "MEDIATION_SUPPORT_CONTACTS",
        "MEDIATION_INSPECTABLE", "MEDIATION_OFFICE_CREST", "MEDIATION_TRIBUNALS", "MEDIATION_PDF_CERTIFICATE",
        "MEDIATION_PDF_CERTIFICATE_PASSWORD", "MEDIATION_TIMESTAMP_URL",
    }  # fmt: skip
    unknown = sorted(name for name in environ if name.startswith("MEDIATION_") and name not in known)
    if unknown:
        raise SettingIsWrong(f"{unknown[0]} is not a setting of this software; check its spelling.")
    settings = Settings(
        host=_text(environ, "MEDIATION_HOST", default.host),
        port=_whole(environ, "MEDIATION_PORT", default.port, 1, 65535),
        instance=Path(_text(environ, "MEDIATION_INSTANCE", str(default.instance))),
        database_url=_database_url(environ),
        redis_url=_redis_url(environ),
        redis_writes_to_disk=_switch(environ, "MEDIATION_REDIS_WRITES_TO_DISK", "accepted", "refused"),
        proxies=_proxies(environ),
        metrics_port=_whole(environ, "MEDIATION_METRICS_PORT", default.metrics_port, 0, 65535),
        public_url=_public_url(environ),
        office_name=_text(environ, "MEDIATION_OFFICE_NAME", default.office_name),
        office_address=environ.get("MEDIATION_OFFICE_ADDRESS", default.office_address),
        office_crest=_path(environ, "MEDIATION_OFFICE_CREST"),
        support_contacts=_list(environ, "MEDIATION_SUPPORT_CONTACTS"),
        tribunals=environ.get("MEDIATION_TRIBUNALS", default.tribunals),
        pdf_certificate=_path(environ, "MEDIATION_PDF_CERTIFICATE"),
        pdf_certificate_password=_path(environ, "MEDIATION_PDF_CERTIFICATE_PASSWORD"),
        timestamp_url=_timestamp_url(environ),
        close_seconds=_whole(environ, "MEDIATION_CLOSE_SECONDS", default.close_seconds, 1, 3600),
        empty_room_seconds=_whole(
            environ, "MEDIATION_EMPTY_ROOM_SECONDS", default.empty_room_seconds, 1, 86400
        ),
        connections_of_address=_whole(
            environ, "MEDIATION_CONNECTIONS_OF_ADDRESS", default.connections_of_address, 1, 8192
        ),
        requests_of_address=_whole(
            environ, "MEDIATION_REQUESTS_OF_ADDRESS", default.requests_of_address, 1, 1_000_000
        ),
        retention_years=_whole(environ, "MEDIATION_RETENTION_YEARS", default.retention_years, 1, 100),
        outcome=_switch(environ, "MEDIATION_OUTCOME", "on", "off"),
        inspectable=_switch(environ, "MEDIATION_INSPECTABLE", "1", "0"),
    )
    if settings.host in ("0.0.0.0", "::") and not settings.public_url:  # noqa: S104 - refusing it
        raise SettingIsWrong(
            f"MEDIATION_HOST {settings.host} is no address to open: set MEDIATION_PUBLIC_URL beside it."
        )
    return settings


def _text(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name, default).strip()
    if not value:
        raise SettingIsWrong(f"{name} is empty; leave it unset, or give it a value.")
    return value


def _list(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Separated by semicolons."""
    return tuple(one.strip() for one in environ.get(name, "").split(";") if one.strip())


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]) if environ.get(name) else None


def _timestamp_url(environ: Mapping[str, str]) -> str:
    value = environ.get("MEDIATION_TIMESTAMP_URL", "")
    if value and not value.startswith(("http://", "https://")):
        raise SettingIsWrong("MEDIATION_TIMESTAMP_URL must begin with http:// or https://.")
    return value


def _whole(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = environ.get(name)
    if value is None:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise SettingIsWrong(f"{name} must be a whole number from {least} to {most}.")
    return int(value)


def _switch(environ: Mapping[str, str], name: str, on: str, off: str) -> bool:
    value = environ.get(name, off)
    if value not in (on, off):
        raise SettingIsWrong(f"{name} must be {on} or {off}.")
    return value == on


def _database_url(environ: Mapping[str, str]) -> str:
    value = environ.get("MEDIATION_DATABASE_URL", "")
    if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
        raise SettingIsWrong("MEDIATION_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return value


def _redis_url(environ: Mapping[str, str]) -> str:
    value = environ.get("MEDIATION_REDIS_URL", "")
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise SettingIsWrong("MEDIATION_REDIS_URL must begin with redis://, rediss:// or unix://.")
    return value


def _proxies(environ: Mapping[str, str]) -> tuple[str, ...]:
    addresses = environ.get("MEDIATION_PROXIES", "").split()
    try:
        return tuple(str(ip_address(one)) for one in addresses)
    except ValueError:
        raise SettingIsWrong("MEDIATION_PROXIES must be IP addresses, with spaces between them.") from None


def _public_url(environ: Mapping[str, str]) -> str:
    value = environ.get("MEDIATION_PUBLIC_URL", "")
    if not value:
        return ""
    complaint = "MEDIATION_PUBLIC_URL must be like https://mediation.example.org, without a path."
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise SettingIsWrong(complaint) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise SettingIsWrong(complaint)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise SettingIsWrong(complaint)
    return _without_default_port(f"{parts.scheme}://{parts.netloc}".lower())


def _without_default_port(origin: str) -> str:
    """Browsers leave it out of Origin and Host (RFC 6454, section 6.2)."""
    default = ":443" if origin.startswith("https://") else ":80"
    return origin.removesuffix(default)
