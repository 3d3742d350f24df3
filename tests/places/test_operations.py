from datetime import date

import pytest

from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.places import operations
from samkraft.places.models import Membership, Population
from samkraft.places.queries import region_members
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

BY_NOBODY = {"by": None, "at": NOON}


def _define(slug="council", **more):
    return operations.define_region(
        slug=slug, name=Texts.of("nb", "Rådet"), kind="council", **more, **BY_NOBODY
    )


def test_defining_a_region_writes_the_journal():
    region = _define(languages=["nb"], why="founded")
    entry = Entry.objects.get()
    assert (entry.operation, entry.region, entry.why) == ("define_region", "council", "founded")
    assert entry.after == {"name": {"nb": {"text": "Rådet"}}, "kind": "council"}
    assert (region.slug, region.languages) == ("council", ["nb"])


def test_a_region_is_defined_once():
    _define()
    with pytest.raises(operations.RegionExists):
        _define()


def test_describing_a_region_keeps_what_it_said_before():
    region = _define(accent="#113355")
    operations.describe_region(
        region=region, accent="#224466", sentence=Texts.of("nb", "Seks kommuner."), **BY_NOBODY
    )
    entry = Entry.objects.get(operation="describe_region")
    assert entry.before == {"accent": "#113355", "sentence": {}}
    assert entry.after == {"accent": "#224466", "sentence": {"nb": {"text": "Seks kommuner."}}}


def test_members_join_and_leave_with_dates_as_precise_as_known(area):
    region, a, b = _define(), area("A"), area("B")
    operations.change_members(region=region, add={a: "2014", b: "2014"}, **BY_NOBODY)
    operations.change_members(region=region, remove={b: "2017-11"}, why="left", **BY_NOBODY)
    assert list(
        Membership.objects.order_by("area__code").values_list(
            "area__code", "valid_from", "from_precision", "valid_until", "until_precision"
        )
    ) == [
        ("A", date(2014, 1, 1), "year", None, "unknown"),
        ("B", date(2014, 1, 1), "year", date(2017, 12, 1), "month"),
    ]
    assert [m.code for m in region_members(region, date(2017, 11, 30)).members] == ["A", "B"]
    assert [m.code for m in region_members(region, date(2017, 12, 1)).members] == ["A"]
    entry = Entry.objects.filter(operation="change_members").first()
    assert entry.before == {
        "members": ["A Place A: 2014-01-01 – ", "B Place B: 2014-01-01 – "],
    }
    assert entry.why == "left"


def test_a_member_cannot_join_twice_and_a_stranger_cannot_leave(area):
    region, a = _define(), area("A")
    operations.change_members(region=region, add={a: "2014"}, **BY_NOBODY)
    with pytest.raises(operations.OverlappingMembership, match="A Place A is already a member"):
        operations.change_members(region=region, add={a: "2020"}, **BY_NOBODY)
    with pytest.raises(operations.NotAMember):
        operations.change_members(region=region, remove={area("B"): "2020"}, **BY_NOBODY)


def test_a_refused_change_leaves_everything_as_it_was(area):
    region, a, b = _define(), area("A"), area("B")
    operations.change_members(region=region, add={a: "2014"}, **BY_NOBODY)
    with pytest.raises(operations.OverlappingMembership):
        operations.change_members(
            region=region, remove={a: "2017"}, add={b: "2015", a: "2016"}, **BY_NOBODY
        )
    assert list(Membership.objects.values_list("area__code", "valid_until")) == [("A", None)]
    assert Entry.objects.filter(operation="change_members").count() == 1


def test_a_member_may_come_back(area):
    region, a = _define(), area("A")
    operations.change_members(region=region, add={a: "2014"}, **BY_NOBODY)
    operations.change_members(region=region, remove={a: "2017"}, **BY_NOBODY)
    operations.change_members(region=region, add={a: "2020-05"}, **BY_NOBODY)
    assert region_members(region, date(2020, 5, 1)).notes[0].values == {"precision": "month"}


def test_a_code_change_ends_the_old_area_and_history_goes_on(area, region):
    a = area("A")
    region("council", a)
    b = operations.record_area(
        country="NO",
        kind="municipality",
        code="B",
        name=Texts.of("nb", "B"),
        valid_from=date(2028, 1, 1),
        source="a decision",
        **BY_NOBODY,
    )
    operations.record_code_change(
        old=a, new=b, on=date(2028, 1, 1), kind="recode", source="a decision", **BY_NOBODY
    )
    assert [m.code for m in region_members("council", date(2027, 12, 31)).members] == ["A"]
    assert [m.code for m in region_members("council", date(2028, 1, 1)).members] == ["B"]
    entry = Entry.objects.get(operation="record_code_change")
    assert entry.before == {"valid_until": None}
    assert entry.after["valid_until"] == "2028-01-01"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"on": date(2020, 1, 2)}, "B Place B begins on 2020-01-01"),
        ({"kind": "swap"}, "A change is one of merger, split, recode, rename"),
        ({"weight": 1.5, "kind": "split"}, "a share from 0 to 1"),
        ({"weight": 0.5}, "only a split has a share"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(area, more, message):
    fits = {"on": date(2020, 1, 1), "kind": "recode", "source": "made up"}
    with pytest.raises(operations.ConflictingChange, match=message):
        operations.record_code_change(
            old=area("A"), new=area("B", since=date(2020, 1, 1)), **(fits | more), **BY_NOBODY
        )


def test_the_shares_of_a_split_cannot_exceed_the_whole(area):
    day = date(2020, 1, 1)
    a, b, c = area("A"), area("B", since=day), area("C", since=day)
    split = {"old": a, "on": day, "kind": "split", "source": "made up"} | BY_NOBODY
    operations.record_code_change(new=b, weight=0.7, **split)
    with pytest.raises(operations.ConflictingChange, match="more than 1"):
        operations.record_code_change(new=c, weight=0.4, **split)


def test_a_code_cannot_be_given_twice_for_the_same_time(area):
    area("A", until=date(2020, 1, 1))
    new = {"country": "NO", "kind": "municipality", "code": "A", "source": "made up"} | BY_NOBODY
    with pytest.raises(operations.AreaExists):
        operations.record_area(name=Texts.of("nb", "A"), valid_from=date(2019, 1, 1), **new)
    operations.record_area(name=Texts.of("nb", "A"), valid_from=date(2020, 1, 1), **new)


def test_a_source_corrects_itself_and_another_is_kept_beside_it(area):
    a, day = area("A"), date(2020, 1, 1)
    for value, source in [(10, "one"), (12, "one"), (11, "other")]:
        operations.record_population(area=a, on=day, value=value, source=source, **BY_NOBODY)
    assert list(Population.objects.order_by("source").values_list("source", "value")) == [
        ("one", 12),
        ("other", 11),
    ]
    before = Entry.objects.order_by("pk").values_list("before", flat=True)
    assert list(before) == [None, {"value": 10, "status": ""}, None]


def test_a_population_needs_an_area_that_exists_on_the_day(area):
    a = area("A", until=date(2020, 1, 1))
    figure = {"value": 10, "source": "one"} | BY_NOBODY
    with pytest.raises(operations.AreaNotValid):
        operations.record_population(area=a, on=date(2020, 1, 1), **figure)
    with pytest.raises(ValueError, match="either an area or a region"):
        operations.record_population(on=date(2020, 1, 1), **figure)
