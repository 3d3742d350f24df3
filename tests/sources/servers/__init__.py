"""Local servers that speak as the services do, troubles included.

    with kolada_server(values=[…]) as server:
        context = Context(…, addresses={"kolada": server.base})

`server.requests` lists what was asked; `server.trouble(…)` plans what goes wrong next.
"""

from tests.sources.servers.eurostat import eurostat_server
from tests.sources.servers.files import file_server
from tests.sources.servers.klass import klass_server
from tests.sources.servers.kolada import kolada_server
from tests.sources.servers.local import Limit, Server, Trouble
from tests.sources.servers.pxweb import pxweb_server
from tests.sources.servers.pxwebapi2 import pxwebapi2_server
from tests.sources.servers.tables import SmallTable, population

__all__ = [
    "Limit", "Server", "SmallTable", "Trouble", "eurostat_server", "file_server", "klass_server",
    "kolada_server", "population", "pxweb_server", "pxwebapi2_server",
]  # fmt: skip
