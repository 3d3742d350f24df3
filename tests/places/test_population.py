from datetime import date

import pytest

from samkraft.places.operations import record_population
from samkraft.places.queries import MemberPopulation, population_of_region
from tests.conftest import NOON


def _notes(found):
    return [note.text for note in found.notes]


@pytest.mark.usefixtures("facts")
class TestShippedFigures:
    def test_harstadregionen_on_new_years_day_2015(self):
        found = population_of_region("harstadregionen", date(2015, 1, 1))
        assert (found.population, found.as_counted, found.notes) == (36_514, date(2015, 1, 1), ())
        assert (found.stated, found.sum_of_members) == (36_514, 36_514)
        assert found.members == (
            MemberPopulation("1903", "NO", "Harstad", 24_676),
            MemberPopulation("1911", "NO", "Kvæfjord", 3_076),
            MemberPopulation("1913", "NO", "Skånland", 2_988),
            MemberPopulation("1917", "NO", "Ibestad", 1_410),
            MemberPopulation("1919", "NO", "Gratangen", 1_137),
            MemberPopulation("1920", "NO", "Lavangen", 1_008),
            MemberPopulation("1923", "NO", "Salangen", 2_219),
        )
        assert found.source.startswith("SSB table 07459")

    def test_alstahaugregionen_on_new_years_day_2015(self):
        found = population_of_region("alstahaugregionen", date(2015, 1, 1))
        assert (found.population, found.stated) == (26_138, 26_138)
        assert [(member.code, member.population) for member in found.members] == [
            ("1818", 1_737),
            ("1820", 7_454),
            ("1822", 2_188),
            ("1824", 13_352),
            ("1827", 1_407),
        ]

    def test_harstadregionen_in_2021_is_counted_by_its_successors(self):
        found = population_of_region("harstadregionen", date(2021, 1, 1))
        assert found.population == 24_738 + 2_822 + 4_209 + 1_320 + 1_092 + 1_020 + 2_089 == 37_290
        assert not found.same_set
        assert _notes(found)[-1] == (
            "5412 Tjeldsund also contains 1852 Tjeldsund (Nordland), which was not a member: "
            "the set of areas is not the same."
        )

    def test_today_is_answered_by_the_newest_count_under_the_codes_of_today(self):
        found = population_of_region("harstadregionen", date(2026, 11, 21))
        assert [member.code for member in found.members] == [
            "5503", "5510", "5512", "5514", "5516", "5518", "5522",
        ]  # fmt: skip
        assert (found.population, found.as_counted) == (37_290, date(2021, 1, 1))
        assert _notes(found)[-1] == (
            "There is no count of every member on 21 November 2026; the newest one before, of "
            "1 January 2021, is used."
        )

    def test_norrbottens_total_differs_from_its_parts_and_both_are_shown(self):
        found = population_of_region("norrbotten", date(2025, 12, 31))
        assert (found.population, found.stated, found.sum_of_members) == (248_927, 248_927, 248_943)
        assert _notes(found) == [
            "The published total, 248,927, is not the sum of the members, 248,943. Published "
            "totals are not recomputed from parts; both are kept."
        ]

    @pytest.mark.parametrize(
        ("year", "total"),
        [(1994, 267_648), (2017, 251_295), (2018, 250_497), (2019, 250_093), (2023, 248_480)],
    )
    def test_norrbottens_total_equals_its_parts_in_other_years(self, year, total):
        found = population_of_region("norrbotten", date(year, 12, 31))
        assert (found.population, found.sum_of_members, found.notes) == (total, total, ())

    def test_new_years_eve_and_new_years_day_are_the_same_count(self):
        found = population_of_region("norrbotten", date(2020, 1, 1))
        assert (found.population, found.as_counted) == (250_093, date(2019, 12, 31))
        assert _notes(found) == [
            "31 December 2019 and 1 January 2020 are the same count: one midnight."
        ]

    def test_members_are_counted_on_one_day_and_a_later_total_is_told(self):
        found = population_of_region("polarsirkelradet", date(2024, 1, 1))
        assert (found.population, found.as_counted) == (35_797, date(2021, 1, 1))
        assert found.stated == 35_899
        assert _notes(found)[-1] == (
            "A total of 35,899 is published for 1 January 2024 (ihr.no (Polarsirkelrådet / Indre "
            "Helgeland), stored page). It cannot be checked: the members were last counted "
            "together on 1 January 2021."
        )

    def test_without_figures_there_is_no_population_and_the_reason_is_told(self):
        found = population_of_region("harstadregionen", date(2012, 1, 1))
        assert (found.population, found.as_counted, found.source) == (None, None, "")
        assert _notes(found)[-1] == (
            "No population: within 10 years up to 1 January 2012 there is no figure for "
            "1901 Harstad, 1915 Bjarkøy."
        )


def _count(subject, year, value, **more):
    return record_population(
        area=subject, on=date(year, 1, 1), value=value, source="made up", by=None, at=NOON, **more
    )


def test_a_merged_member_is_counted_by_its_parts_before_the_merger(area, change, region):
    day = date(2020, 1, 1)
    a, b, merged = area("A", until=day), area("B", until=day), area("C", since=day)
    change(a, merged)
    change(b, merged)
    region("council", merged)
    _count(a, 2019, 100)
    _count(b, 2019, 20)
    found = population_of_region("council", date(2020, 6, 1))
    assert (found.population, found.as_counted) == (120, date(2019, 1, 1))


def test_a_split_by_convention_is_never_used_as_a_count(area, change, region):
    day = date(2020, 1, 1)
    a, b, c = area("A", until=day), area("B", since=day), area("C", since=day)
    change(a, b, "split", 0.5, True)
    change(a, c, "split", 0.5, True)
    region("council", b)
    _count(a, 2019, 100)
    found = population_of_region("council", date(2020, 6, 1))
    assert found.population is None
    assert _notes(found)[-1].endswith("there is no figure for B Place B.")


def test_members_never_counted_on_the_same_day_give_no_sum(area, region):
    a, b = area("A"), area("B")
    region("council", a, b)
    _count(a, 2019, 100)
    _count(b, 2018, 100)
    found = population_of_region("council", date(2020, 1, 1))
    assert found.population is None
    assert _notes(found)[-1] == (
        "No population: within 10 years up to 1 January 2020 there is no day on which all "
        "members were counted."
    )


def test_a_figure_older_than_ten_years_is_not_used(area, region):
    a = area("A")
    region("council", a)
    _count(a, 2015, 100)
    assert population_of_region("council", date(2025, 1, 1)).population == 100
    assert population_of_region("council", date(2025, 1, 2)).population is None


def test_of_two_sources_the_verified_one_is_counted(area, region):
    a = area("A")
    region("council", a)
    _count(a, 2020, 100, status="verified")
    record_population(
        area=a,
        on=date(2020, 1, 1),
        value=90,
        source="another",
        status="secondary",
        source_date="2022",
        by=None,
        at=NOON,
    )
    assert population_of_region("council", date(2020, 1, 1)).population == 100


@pytest.mark.parametrize("number", [1, 3])
def test_population_costs_the_same_queries_for_one_and_three_members(
    area, region, number, django_assert_num_queries
):
    areas = [area(f"{code}") for code in range(number)]
    region("council", *areas)
    for each in areas:
        _count(each, 2020, 10)
    with django_assert_num_queries(7):
        assert population_of_region("council", date(2020, 1, 1)).population == 10 * number
