"""How far a fetch has come, going on where it broke off, and what is not fetched at all."""

from datetime import timedelta

import pytest

from samkraft.indicators.models import Latest, Refresh
from samkraft.indicators.operations import NotFetchable, refresh
from samkraft.sources.connector.problems import Unavailable
from tests.conftest import NOON
from tests.factories import make_indicator, make_own_indicator, make_region
from tests.sources.servers import Trouble, kolada_server
from tests.sources.servers.kolada import value

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def kolada(**fields):
    return make_indicator("people", **fields)


def record():
    return Refresh.objects.get(indicator__slug="people")


def many_places():
    return [f"SE-{number}" for number in range(2500, 2540)]


def test_progress_is_noted_and_a_fetch_goes_on_where_it_broke_off(fetch_from):
    """Forty places are two pieces; the second breaks off the first time."""
    noted = []
    numbers = [value("N01951", code[3:], 2023, "T", 1.0) for code in many_places()]
    places = [code[3:] for code in many_places()]
    with kolada_server(numbers, places=places) as server:
        server.trouble(*[Trouble(status=200, kind="slow")] * 2, *[Trouble(status=503)] * 4)
        indicator = kolada()
        with pytest.raises(Unavailable):
            fetch_from(server, indicator, areas=many_places())
        before = len(server.requests)
        fetch_from(server, indicator, areas=many_places(), at=NOON + DAY,
                   progress=lambda done, total: noted.append((done, total)))  # fmt: skip
        data = [each.path for each in server.requests[before:] if each.path.startswith("/data")]
    assert (len(data), noted[-1], Latest.objects.count()) == (1, (2, 2), 40)


def test_progress_stands_in_the_record_while_figures_come(settings):
    seen = []
    numbers = [value("N01951", code[3:], 2023, "T", 1.0) for code in many_places()]
    with kolada_server(numbers) as server:
        settings.SOURCE_ADDRESSES = {"kolada": server.base}
        refresh(
            indicator=kolada(), areas=many_places(), by=None, at=NOON,
            progress=lambda done, total: seen.append((record().state, record().done, total)),
        )  # fmt: skip
    assert seen == [("running", 1, 2), ("running", 2, 2)]
    assert (record().state, record().done, record().total) == ("ok", 0, 0)


@pytest.mark.parametrize("source", ["facts", "computed", "gossip"])
def test_what_no_service_has_is_not_fetched(source):
    with pytest.raises(NotFetchable, match=source):
        refresh(indicator=kolada(source=source), areas=["SE-2580"], by=None, at=NOON)
    assert record().state == "never"


def test_what_people_enter_is_not_fetched():
    own = make_own_indicator(make_region())
    with pytest.raises(NotFetchable, match="manual"):
        refresh(indicator=own, areas=["SE-2580"], by=None, at=NOON)
