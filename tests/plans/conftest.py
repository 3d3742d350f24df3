"""What the tests of targets and verdicts share: a council of two, and an indicator counted in it."""

from datetime import date

from tests.conftest import NOON
from tests.factories import deliver, make_council, make_indicator

TODAY = date(2026, 3, 2)
DO = {"by": None, "at": NOON}
KEY = "forsta-malet"  # of the goal that `make_plan` makes


def council():
    return make_council("1", "2", slug="nord")


def counted(slug="people", *, value=150.0, **fields):
    """Half of 2025's figure in each of two members, 100 together in 2020."""
    found = make_indicator(slug, **fields)
    deliver(found, {("NO-1", "2020"): 40, ("NO-2", "2020"): 60,
                    ("NO-1", "2025"): value / 2, ("NO-2", "2025"): value / 2})  # fmt: skip
    return found
