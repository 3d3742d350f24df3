from datetime import date

import pytest

from samkraft.places.queries import (
    UnknownRegion,
    area_with_code,
    areas_standing_for,
    region_members,
)


def _codes(slug, day):
    return [area.code for area in region_members(slug, day).members]


def _notes(slug, day):
    return [note.text for note in region_members(slug, day).notes]


@pytest.mark.usefixtures("facts")
class TestShippedRegions:
    def test_members_on_a_day_of_the_programme(self):
        assert _codes("harstadregionen", date(2015, 1, 1)) == [
            "1903", "1911", "1913", "1917", "1919", "1920", "1923",
        ]  # fmt: skip
        assert _notes("harstadregionen", date(2015, 1, 1)) == []

    def test_after_the_programme_the_successors_are_counted_and_named(self):
        found = region_members("harstadregionen", date(2021, 1, 1))
        assert [area.code for area in found.members] == [
            "5402", "5411", "5412", "5413", "5414", "5415", "5417",
        ]  # fmt: skip
        assert not found.same_set
        assert [note.text for note in found.notes] == [
            "The region's memberships are dated 2014–2018; counted are the successors of its "
            "last members.",
            "The same areas under other codes: 1903 is 5402 Harstad, 1911 is 5411 Kvæfjord, "
            "1917 is 5413 Ibestad, 1919 is 5414 Gratangen, 1920 is 5415 Lavangen, "
            "1923 is 5417 Salangen.",
            "5412 Tjeldsund has taken the place of 1913 Skånland.",
            "5412 Tjeldsund also contains 1852 Tjeldsund (Nordland), which was not a member: "
            "the set of areas is not the same.",
        ]

    def test_a_set_whose_areas_did_not_change_stays_the_same(self):
        found = region_members("alstahaugregionen", date(2026, 1, 1))
        assert [area.code for area in found.members] == ["1818", "1820", "1822", "1824", "1827"]
        assert found.same_set
        assert [note.text for note in found.notes] == [
            "The region's memberships are dated 2014–2018; counted are its last members."
        ]

    def test_before_the_region_began_its_first_members_are_carried_back(self):
        assert _codes("harstadregionen", date(2012, 1, 1)) == [
            "1901", "1911", "1913", "1915", "1917", "1919", "1920", "1923",
        ]  # fmt: skip
        assert _notes("harstadregionen", date(2012, 1, 1)) == [
            "The region's memberships begin 2014; counted are its first members as they then were.",
            "1903 Harstad was then 1901 Harstad and 1915 Bjarkøy.",
        ]

    def test_traena_joined_a_month_after_the_council_began(self):
        five = ["1826", "1828", "1832", "1833", "1834"]
        assert _codes("polarsirkelradet", date(2023, 11, 30)) == five
        assert _codes("polarsirkelradet", date(2023, 12, 1)) == [*five, "1835"]

    def test_grane_left_the_predecessor_in_a_month_known_to_the_month(self):
        assert "1825" in _codes("indre-helgeland-regionrad", date(2017, 11, 14))
        assert _notes("indre-helgeland-regionrad", date(2017, 11, 14)) == [
            "When the memberships began or ended is known to the month only."
        ]
        assert "1825" not in _codes("indre-helgeland-regionrad", date(2018, 1, 1))

    def test_norrbotten_has_fourteen_members_at_any_time(self):
        for year in (1994, 2015, 2030):
            assert len(_codes("norrbotten", date(year, 6, 1))) == 14

    def test_a_council_finds_itself_under_the_code_of_the_day(self):
        def codes(code, day):
            return [area.code for area in areas_standing_for(area_with_code(code), day)]

        assert codes("1903", date(2026, 1, 1)) == ["5503"]
        assert codes("5503", date(2012, 1, 1)) == ["1901", "1915"]
        assert codes("1913", date(2021, 1, 1)) == ["5412"]

    def test_an_unknown_region_is_refused_with_those_known(self):
        with pytest.raises(UnknownRegion, match=r"“ofoten”\. Known: alstahaugregionen, harstad"):
            region_members("ofoten", date(2020, 1, 1))


def test_a_merger_of_two_members_leaves_the_set_the_same(area, change, region):
    day = date(2020, 1, 1)
    a, b, merged = area("A", until=day), area("B", until=day), area("C", since=day)
    change(a, merged)
    change(b, merged)
    region("council", a, b)
    found = region_members("council", date(2021, 1, 1))
    assert ([area.code for area in found.members], found.same_set) == (["C"], True)
    assert [note.text for note in found.notes] == [
        "C Place C has taken the place of A Place A and B Place B."
    ]
    assert [area.code for area in region_members("council", date(2019, 1, 1)).members] == ["A", "B"]


def test_a_split_member_is_said_to_be_there_in_part_only(area, change, region):
    day = date(2020, 1, 1)
    a, b = area("A", until=day), area("B", until=day)
    c, d = area("C", since=day), area("D", since=day)
    change(a, c, "split", None)
    change(a, d, "split", None)
    change(b, d)
    region("council", a)
    found = region_members("council", date(2021, 1, 1))
    assert not found.same_set
    assert [note.text for note in found.notes] == [
        "C Place C has taken the place of A Place A.",
        "Only a part of A Place A lies in C Place C: the set of areas is not the same.",
        "D Place D has taken the place of A Place A.",
        "Only a part of A Place A lies in D Place D: the set of areas is not the same.",
        "D Place D also contains B Place B, which was not a member: the set of areas is not "
        "the same.",
    ]


def test_members_that_merged_before_the_region_began_are_carried_back_in_part(area, change, region):
    day = date(2010, 1, 1)
    whole = area("A", until=day)
    member, other = area("B", since=day), area("C", since=day)
    change(whole, member, "split", 0.7)
    change(whole, other, "split", 0.3)
    region("council", member)
    found = region_members("council", date(2009, 1, 1))
    assert ([area.code for area in found.members], found.same_set) == (["A"], False)
    assert [note.text for note in found.notes][1:] == [
        "B Place B was then A Place A.",
        "Only a part of A Place A lies in B Place B: the set of areas is not the same.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_members_cost_the_same_queries_for_one_and_three(
    area, region, number, django_assert_num_queries
):
    region("council", *(area(f"{code}") for code in range(number)))
    with django_assert_num_queries(4):
        assert len(region_members("council", date(2020, 1, 1)).members) == number
