"""An office on several machines, as real processes: Redis, PostgreSQL, two servers, and nginx in front.

A mediation goes across them in browsers; each server dies once, then Redis, and nobody loses a word. `make
test-cluster` runs this, and what else there is of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import redis as redis_client
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.people import MediatorInBrowser, Party, Person
from tests.client.derivations import link_secret
from tests.client.links import HostLink, PersonalLink
from tests.fixtures.browser import NewPerson, people
from tests.fixtures.canaries import canary, forms_of_key, forms_of_word, found_in_files
from tests.fixtures.cluster import Cluster
from tests.fixtures.memory import find_in_memory
from tests.fixtures.nginx import Nginx
from tests.fixtures.postgresql import Postgresql
from tests.fixtures.redis_server import RedisServer

pytestmark = pytest.mark.xdist_group("several servers in browsers")

BACK_MS = 60_000
NAME, PASSWORD = "Mediator of two servers", "four horses and a lantern"


@dataclass
class Office:
    cluster: Cluster
    nginx: Nginx
    postgresql: Postgresql
    new_person: NewPerson


@pytest.fixture
def office(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql: Postgresql,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Office]:
    redis, nginx = RedisServer(), Nginx()
    redis.start()
    folder = tmp_path_factory.mktemp("office")
    cluster = Cluster(folder, redis, postgresql.new_database(), MEDIATION_PUBLIC_URL=nginx.url)
    cluster.start()
    nginx.start(cluster.servers)
    args = {**browser_context_args, "base_url": nginx.url, "ignore_https_errors": True}
    with people(browser, args) as new_person:
        yield Office(cluster, nginx, postgresql, new_person)
    nginx.stop()
    cluster.stop()
    redis.kill()


def goes_on(words: str, speaker: Person, everyone: list[Person]) -> None:
    """Somebody speaks, whatever has just died; everybody reads it, and all that was before is there once."""
    speaker.write(words)
    speaker.page.locator("message-composer button.send").click()
    for person in everyone:
        expect(person.message(words)).to_have_count(1, timeout=BACK_MS)
        expect(person.page.get_by_text("No connection.")).to_have_count(0, timeout=BACK_MS)
        expect(person.page.get_by_role("alert")).to_have_count(0)
    expect(speaker.message(words)).to_contain_text("sent", timeout=BACK_MS)


def test_a_mediation_goes_on_across_servers_whichever_dies(office: Office) -> None:
    """Seen to fail when the script that puts a post does not publish it."""
    cluster = office.cluster
    word = canary()
    host = MediatorInBrowser(office.new_person(**LAPTOP))
    host.enrol(cluster.servers[0].first_link(), NAME, PASSWORD)
    links = host.prepare_room(["Oak", "Elm"])
    host.open_room()
    oak, elm = Party(office.new_person(**LAPTOP)), Party(office.new_person(**PHONE))
    for party, label in ((oak, "Oak"), (elm, "Elm")):
        party.open_link(links[label], f"{word} of {label}")
        assert party.words() == host.words_of(label)
        host.let_in(label)
        party.is_inside()
    host.begin()
    host.button("Show who will be there").click()
    for party in (oak, elm):
        party.answer_ready()
    host.open_joint_session()
    for party in (oak, elm):
        party.goes_to_joint_session()
    everyone: list[Person] = [host, oak, elm]
    said = [f"{word} {part}" for part in ("to begin", "without one", "with both", "without two", "anew")]
    goes_on(said[0], oak, everyone)
    sealed = some_sealed_bytes(cluster.redis)
    assert find_in_memory([cluster.redis.pid], [sealed]) == {sealed}, "the search finds what is there"

    one, other = cluster.servers
    one.kill()
    goes_on(said[1], elm, everyone)
    one.start()
    goes_on(said[2], host, everyone)
    other.kill()
    goes_on(said[3], oak, everyone)
    other.start()

    invitation = HostLink.parse(host.host_link).invitation
    named = {
        "what was said, and names": forms_of_word(word),
        "invitation secret": forms_of_key(invitation),
        "link secret": forms_of_key(PersonalLink.parse(links["Oak"]).secret),
        "the other's": forms_of_key(link_secret(invitation, PersonalLink.parse(links["Elm"]).seat, 1)),
    }
    assert where_it_lies(office, named) == {}

    cluster.redis.kill()
    cluster.redis.start()
    goes_on(said[4], elm, everyone)
    for person in everyone:
        texts = person.page.get_by_role("log").get_by_role("article").all_inner_texts()
        read = [next(one for one in said if one in text) for text in texts if word in text]
        assert [one for one in read if one in said] == said, "nothing is lost, doubled or reordered"
    assert where_it_lies(office, named) == {}

    host.close_session()
    for party in (oak, elm):
        party.is_told_it_is_over()
    host.sees_the_room_close()
    assert where_it_lies(office, named) == {}
    with redis_client.Redis.from_url(cluster.redis.url) as client:
        left = {key.partition(b":")[0] for key in client.scan_iter()}
    assert left <= {b"closed", b"generation", b"server"}, "the bare id is all that is left"
    for server in cluster.servers:
        assert set(server.instance.joinpath("rooms.keys").read_bytes()) == {0}


def some_sealed_bytes(redis: RedisServer) -> bytes:
    """Of an envelope that Redis holds."""
    with redis_client.Redis.from_url(redis.url) as client:
        log = next(key for key in client.scan_iter() if b":log:" in key)
        ((_, fields),) = client.xrevrange(log, count=1)
        envelope: bytes = fields[b"e"]
    return envelope[-80:-40]


def where_it_lies(office: Office, named: dict[str, set[bytes]]) -> dict[str, set[str]]:
    """name → where any of its forms is: in whose memory, or in which file that any of them has written."""
    cluster = office.cluster
    files = [path for server in cluster.servers for path in server.files()]
    files += [*cluster.redis.files(), *office.nginx.files()]
    files += [path for path in office.postgresql.folder.rglob("*") if path.is_file()]
    found = found_in_files(files, named)
    needles = {form: name for name, forms in named.items() for form in forms}
    processes = {f"a server: {one.port}": one.pids for one in cluster.servers}
    processes["Redis"] = [cluster.redis.pid]
    for process, pids in processes.items():
        for form in find_in_memory(pids, list(needles)):
            found.setdefault(needles[form], set()).add(process)
    return found
