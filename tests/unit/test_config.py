from __future__ import annotations

from pathlib import Path

import pytest

from mediation.config import SettingIsWrong, read_settings


def test_without_any_setting_it_serves_on_this_machine() -> None:
    settings = read_settings({"HOME": "/home/office"})
    assert settings.origin == "http://127.0.0.1:8000"
    assert not settings.is_https
    assert not settings.inspectable
    assert not settings.outcome
    assert settings.database.startswith("sqlite:////")
    assert settings.database.endswith("instance/mediation.db")


def test_every_setting_is_read() -> None:
    settings = read_settings(
        {
            "MEDIATION_HOST": "::1",
            "MEDIATION_PORT": "9000",
            "MEDIATION_INSTANCE": "/srv/mediation",
            "MEDIATION_DATABASE_URL": "postgresql://office@/mediation",
            "MEDIATION_PUBLIC_URL": "https://Mediation.Example.org/",
            "MEDIATION_OFFICE_NAME": "Bureau du médiateur",
            "MEDIATION_OFFICE_ADDRESS": "Genève",
            "MEDIATION_CLOSE_SECONDS": "5",
            "MEDIATION_EMPTY_ROOM_SECONDS": "60",
            "MEDIATION_OUTCOME": "on",
            "MEDIATION_SUPPORT_CONTACTS": "Staff counsellor, room 12 ; ;+41 22 000",
            "MEDIATION_INSPECTABLE": "1",
        }
    )
    assert settings.origin == "https://mediation.example.org"
    assert settings.is_https
    assert settings.instance == Path("/srv/mediation")
    assert settings.database == "postgresql://office@/mediation"
    assert (settings.host, settings.port, settings.close_seconds) == ("::1", 9000, 5)
    assert settings.outcome
    assert settings.support_contacts == ("Staff counsellor, room 12", "+41 22 000")
    assert settings.inspectable


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ({"MEDIATION_HOST": "::1"}, "http://[::1]:8000"),
        ({"MEDIATION_PORT": "80"}, "http://127.0.0.1"),
        ({"MEDIATION_PUBLIC_URL": "https://mediation.example.org:443"}, "https://mediation.example.org"),
        ({"MEDIATION_PUBLIC_URL": "https://mediation.example.org:80"}, "https://mediation.example.org:80"),
        ({"MEDIATION_PUBLIC_URL": "http://localhost:8080"}, "http://localhost:8080"),
    ],
)
def test_the_origin_is_as_browsers_write_it(given: dict[str, str], origin: str) -> None:
    """Seen to fail when the default port stays: then every request has the wrong Host."""
    assert read_settings(given).origin == origin


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDIATION_PORT", ""),
        ("MEDIATION_PORT", "0"),
        ("MEDIATION_PORT", "65536"),
        ("MEDIATION_PORT", "٨٠٠٠"),
        ("MEDIATION_HOST", " "),
        ("MEDIATION_HOST", "0.0.0.0"),  # noqa: S104
        ("MEDIATION_INSTANCE", ""),
        ("MEDIATION_DATABASE_URL", "mysql://office@/mediation"),
        ("MEDIATION_PUBLIC_URL", "mediation.example.org"),
        ("MEDIATION_PUBLIC_URL", "ftp://mediation.example.org"),
        ("MEDIATION_PUBLIC_URL", "https://office@mediation.example.org"),
        ("MEDIATION_PUBLIC_URL", "https://mediation.example.org/room"),
        ("MEDIATION_PUBLIC_URL", "https://mediation.example.org:port"),
        ("MEDIATION_CLOSE_SECONDS", "-1"),
        ("MEDIATION_OUTCOME", "1"),
        ("MEDIATION_OUTCOME", "On"),
        ("MEDIATION_OUTCOME", ""),
        ("MEDIATION_INSPECTABLE", "yes"),
        ("MEDIATION_PROT", "8000"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingIsWrong) as wrong:
        read_settings({name: value})
    assert name in str(wrong.value)
    assert str(wrong.value).endswith(".")
