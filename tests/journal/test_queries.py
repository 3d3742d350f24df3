"""Reading the journal of several records at once."""

import pytest

from samkraft.journal.operations import write
from samkraft.journal.queries import entries_about_all
from samkraft.places.models import Area, Region
from tests.conftest import NOON
from tests.factories import make_area, make_region

pytestmark = pytest.mark.django_db


def test_entries_about_several_records_are_read_newest_first():
    one, other, place = make_region(), make_region(), make_area("1860")
    made = [
        write(operation=name, subject=subject, by=None, at=NOON)
        for name, subject in (("a", one), ("b", place), ("c", other), ("d", one))
    ]
    subjects = [(Region, [one.pk]), (Area, Area.objects.values("pk"))]
    assert entries_about_all(subjects) == [made[3], made[1], made[0]]
    assert entries_about_all(subjects, limit=1) == [made[3]]
