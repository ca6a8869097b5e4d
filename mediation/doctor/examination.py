"""Every check, one after the other."""

from __future__ import annotations

from mediation.config import Settings
from mediation.doctor.clock import look_at_clock
from mediation.doctor.finding import Finding
from mediation.doctor.instance import look_at_instance
from mediation.doctor.kept import look_at_database
from mediation.doctor.process import look_at_freed_memory, look_at_processes, running_servers
from mediation.doctor.shared_rooms import look_at_redis
from mediation.doctor.swap import look_at_swap
from mediation.doctor.way_in import look_at_proxy, look_at_tls


def examine(settings: Settings) -> list[Finding]:
    pids = running_servers(settings.instance)
    return [
        *look_at_processes(pids, settings.inspectable),
        look_at_freed_memory(),
        look_at_swap(pids),
        *look_at_instance(settings.instance),
        *look_at_database(settings.database),
        *look_at_redis(settings.redis_url),
        look_at_proxy(settings.origin, settings.port),
        look_at_tls(settings.origin),
        look_at_clock(),
    ]
