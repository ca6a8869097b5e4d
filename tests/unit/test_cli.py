from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, fingerprint, grouped, seal
from mediation.cli import main
from mediation.concurrency import ThreadConcurrency
from mediation.database import open_engine
from mediation.keys import read_or_make_key
from mediation.mediators.accounts import Accounts
from tests.fixtures.clock import Clock
from tests.fixtures.server_process import ROOT
from tests.unit.certificates.certificates import DATES, KEY, REQUEST, office
from tests.unit.certificates.conftest import printer

__all__ = ["printer"]

Run = Callable[..., Result]
PASSWORD = "seven quiet rivers"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def run(instance: Path) -> Run:
    def run(*arguments: str, **settings: str) -> Result:
        environ = {"MEDIATION_INSTANCE": str(instance), **settings}
        return CliRunner().invoke(main, arguments, env=environ)

    return run


@pytest.fixture(scope="module")
def certificate(printer: Printer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("certificates") / "certificate.pdf"
    path.write_bytes(office(printer).issue(DATES, REQUEST))
    return path


def enrol(instance: Path, link: str, password: str = PASSWORD) -> str:
    """What the link's page would do; the account's id."""
    engine = open_engine(f"sqlite:///{instance / 'mediation.db'}", ThreadConcurrency())
    key = read_or_make_key(instance / "server.key")
    clock = Clock()
    accounts = Accounts(engine, key, ThreadConcurrency(), clock)
    account = accounts.enrol(link.strip().partition("#")[2], "", password)
    engine.dispose()
    return account.id


def test_an_invitation_prints_a_link_whose_token_is_in_the_fragment(run: Run, instance: Path) -> None:
    done = run("mediators", "invite", "الوسيطة", MEDIATION_PUBLIC_URL="https://mediation.example.org")
    assert done.exit_code == 0
    assert done.stdout.startswith("https://mediation.example.org/enrol#")
    enrol(instance, done.stdout)
    assert json.loads(run("mediators", "list", "--json").stdout) == [
        {"name": "الوسيطة", "kind": "mediator", "locked": False, "confirmed": True}
    ]
    assert run("mediators", "list").stdout == "الوسيطة  (mediator)\n"


def test_a_reset_prints_a_link_and_a_removal_removes(run: Run, instance: Path) -> None:
    enrol(instance, run("mediators", "invite", "Colleague").stdout)
    enrol(instance, run("mediators", "reset", "colleague").stdout, "eleven loud mountains")
    done = run("mediators", "remove", "Colleague")
    assert done.exit_code == 0
    assert "Removed" in done.stdout
    assert json.loads(run("mediators", "list", "--json").stdout) == []


def test_a_head_of_office_is_invited_and_who_waits_is_told(run: Run, instance: Path) -> None:
    enrol(instance, run("mediators", "invite", "Colleague").stdout)
    enrol(instance, run("mediators", "invite", "Head", "--head").stdout)
    assert run("mediators", "list").stdout == "Colleague  (mediator)\nHead  (head, waits to be confirmed)\n"


def test_an_account_with_mediations_is_locked_instead(run: Run, instance: Path) -> None:
    account = enrol(instance, run("mediators", "invite", "Colleague").stdout)
    engine = open_engine(f"sqlite:///{instance / 'mediation.db'}", ThreadConcurrency())
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO mediations VALUES ('r', ?, '2026-03-03', '2026-03-03', false, x'')", (account,)
        )
    engine.dispose()
    done = run("mediators", "remove", "Colleague")
    assert done.exit_code == 0
    assert "Locked" in done.stdout
    assert json.loads(run("mediators", "list", "--json").stdout)[0]["locked"]
    assert run("mediators", "list").stdout == "Colleague  (mediator, locked)\n"


@pytest.mark.parametrize("name", ["a\x1b[2Jb", "a\u202eb", "", "x" * 81])
def test_a_name_that_hides_something_is_refused_and_not_repeated(run: Run, name: str) -> None:
    done = run("mediators", "invite", name)
    assert done.exit_code == 2
    assert "Invalid value for NAME: A name has" in done.stderr
    assert not name or name not in done.stderr


@pytest.mark.parametrize("command", ["reset", "remove"])
def test_an_unknown_name_is_told(run: Run, command: str) -> None:
    done = run("mediators", command, "Nobody")
    assert (done.exit_code, done.stderr) == (1, "Error: There is no account of that name.\n")


def test_a_name_that_is_taken_is_told(run: Run, instance: Path) -> None:
    enrol(instance, run("mediators", "invite", "Colleague").stdout)
    done = run("mediators", "invite", "COLLEAGUE")
    assert (done.exit_code, done.stderr) == (1, "Error: There is an account of that name.\n")


def test_a_wrong_setting_is_told(run: Run) -> None:
    done = run("mediators", "list", MEDIATION_PORT="many")
    assert done.exit_code == 1
    assert "MEDIATION_PORT" in done.stderr


def test_a_database_that_cannot_be_used_is_told_without_its_address(run: Run) -> None:
    done = run("database", "migrate", MEDIATION_DATABASE_URL="postgresql://somebody:secret@127.0.0.1:1/x")
    assert done.exit_code == 1
    assert "The database cannot be used" in done.stderr
    assert "secret" not in done.output


def test_migrating_is_said(run: Run) -> None:
    assert run("database", "migrate").stdout == "The database is up to date.\n"


def test_a_genuine_certificate_is_confirmed(run: Run, certificate: Path) -> None:
    done = run("certificate", "verify", str(certificate), "--key", KEY.public.upper())
    assert done.exit_code == 0
    assert done.stdout.startswith("Genuine.")
    assert "2 March 2026 in Europe/Zurich; 2 March 2026 in UTC" in done.stdout
    assert grouped(fingerprint(KEY.public)) in done.stdout
    told = json.loads(run("certificate", "verify", str(certificate), "--key", KEY.public, "--json").stdout)
    assert told["genuine"]
    assert told["statement"]["end"]["at_seat"] == "2026-03-02"


def test_the_offices_own_key_is_the_default(run: Run, instance: Path, certificate: Path) -> None:
    instance.mkdir()
    (instance / "signing.key").write_bytes(b"\5" * 32)
    (instance / "signing.key").chmod(0o600)
    assert run("certificate", "key").stdout.strip() == KEY.public
    assert run("certificate", "verify", str(certificate)).exit_code == 0


def test_verifying_makes_no_key(run: Run, instance: Path, certificate: Path) -> None:
    done = run("certificate", "verify", str(certificate))
    assert done.exit_code == 1
    assert "--key" in done.stderr
    assert not instance.exists()


def test_a_forgery_is_told(run: Run, certificate: Path, printer: Printer, tmp_path: Path) -> None:
    """Seen to fail when verify returns its findings and the command ignores them."""
    statement = office(printer).state(DATES, REQUEST)
    sealed = seal(statement, KEY)
    later = replace(statement, place="Elsewhere")
    forgeries = {
        "statement.pdf": (replace(sealed, statement=later).to_bytes(), later),
        "page.pdf": (sealed.to_bytes(), later),
    }
    made = {
        name: printer.print(Order(shown, enclosed, Furniture("0" * 32), None))
        for name, (enclosed, shown) in forgeries.items()
    }
    changed = bytearray(certificate.read_bytes())
    changed[len(changed) // 2] ^= 1
    for name, content in {**made, "text.pdf": b"hello", "changed.pdf": bytes(changed)}.items():
        (tmp_path / name).write_bytes(content)
        done = run("certificate", "verify", str(tmp_path / name), "--key", KEY.public)
        assert done.exit_code == 1
        assert "NOT GENUINE" in done.output or "NOT AS IT WAS ISSUED" in done.output
        assert "Genuine." not in done.output
        as_json = run("certificate", "verify", str(tmp_path / name), "--key", KEY.public, "--json")
        assert as_json.exit_code == 1
        assert not json.loads(as_json.stdout)["genuine"]
    done = run("certificate", "verify", str(certificate), "--key", OfficeKey(b"\6" * 32).public)
    assert done.exit_code == 1


def test_a_sample_needs_no_instance_and_verifies_as_a_specimen(
    run: Run, instance: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample.pdf"
    made = run("certificate", "sample", "--tribunal", "undt-geneva", "--language", "fr", "--out", str(sample))
    assert made.exit_code == 0, made.output
    assert not instance.exists()
    done = run("certificate", "verify", str(sample))
    assert done.exit_code == 0
    assert done.stdout.startswith("SPECIMEN")
    assert "Genuine" not in done.stdout
    told = json.loads(run("certificate", "verify", str(sample), "--json").stdout)
    assert told["specimen"]
    assert not told["genuine"]


@pytest.mark.parametrize("language", ["tlh", "en+en", "en+fr+ar", ""])
def test_a_language_that_is_none_is_told(run: Run, tmp_path: Path, language: str) -> None:
    out = str(tmp_path / "sample.pdf")
    done = run("certificate", "sample", "--tribunal", "unat", "--language", language, "--out", out)
    assert done.exit_code == 2
    assert "ar, en, es, fr, ru, zh" in done.stderr


@pytest.mark.parametrize("key", ["", "abc", "g" * 64])
def test_a_key_that_is_none_is_told(run: Run, certificate: Path, key: str) -> None:
    done = run("certificate", "verify", str(certificate), "--key", key)
    assert done.exit_code != 0
    assert "64 hexadecimal digits" in done.stderr or "signing key" in done.stderr


def test_serving_takes_the_place_of_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    monkeypatch.setattr(os, "execv", lambda path, arguments: taken.append(arguments[1:]))
    assert run("serve").exit_code == 0
    assert taken == [["-m", "mediation.serving"]]


def test_the_version_is_written_in_one_place(run: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert run("--version").output == f"mediation, version {project['version']}\n"
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()
    for file in ("package.json", "README.md"):
        assert project["version"] not in (ROOT / file).read_text()


def test_what_is_not_understood_ends_with_2_and_every_command_explains_itself(run: Run) -> None:
    assert run("certify").exit_code == 2
    for command in ((), ("mediators",), ("mediators", "invite"), ("certificate", "verify"), ("doctor",)):
        helped = run(*command, "--help")
        assert helped.exit_code == 0
        assert "Usage:" in helped.output
