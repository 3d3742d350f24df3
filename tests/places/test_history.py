from datetime import date

import pytest

from samkraft.places.queries import AmbiguousCode, UnknownArea, area_history, area_profile

pytestmark = pytest.mark.usefixtures("facts")

HARSTAD = [
    "1 January 2013: 1901 Harstad and 1915 Bjarkøy merged into 1903 Harstad.",
    "1 January 2020: 1903 Harstad became 5402 Harstad (county: Troms → Troms og Finnmark).",
    "1 January 2024: 5402 Harstad became 5503 Harstad (county: Troms og Finnmark → Troms).",
]


def _told(code):
    return [step.text for step in area_history(code).steps]


@pytest.mark.parametrize("code", ["1901", "1903", "5402", "5503"])
def test_harstad_has_four_codes_whichever_is_asked_for(code):
    assert area_history(code).codes == ("1901", "1903", "5402", "5503")
    assert _told(code) == HARSTAD


def test_what_was_merged_in_is_related():
    assert area_history("5503").related == ("1915",)
    assert area_history("1915").related == ("1903", "5402", "5503")
    assert _told("1915") == HARSTAD


@pytest.mark.parametrize("code", ["1852", "5412", "5512"])
def test_tjeldsund_crossed_a_county_border(code):
    assert _told(code) == [
        "1 January 2020: 1852 Tjeldsund (Nordland) and 1913 Skånland (Troms) merged into "
        "5412 Tjeldsund (Troms og Finnmark). A county border was crossed: 1852 Tjeldsund came "
        "from Nordland.",
        "1 January 2024: 5412 Tjeldsund became 5512 Tjeldsund (county: Troms og Finnmark → Troms).",
    ]


def test_tysfjord_was_split_and_the_weight_is_a_convention():
    assert _told("1850") == [
        "1 January 2020: 1850 Tysfjord was split between 1806 Narvik and 1875 Hamarøy. "
        "The weight 0.5 for each is a convention, not a count.",
        "1 January 2020: 1805 Narvik, a part of 1850 Tysfjord and 1854 Ballangen merged into "
        "1806 Narvik.",
        "1 January 2020: 1849 Hamarøy and a part of 1850 Tysfjord merged into 1875 Hamarøy.",
    ]


def test_bodo_kept_its_code():
    assert _told("1804") == [
        "1 January 2005: 1842 Skjerstad merged into 1804 Bodø, which kept its code."
    ]


def test_a_county_that_was_divided_is_not_comparable():
    assert _told("54")[1] == (
        "1 January 2024: 54 Troms og Finnmark was split between 55 Troms and 56 Finnmark. "
        "The share of each is not stated: figures are not comparable."
    )


def test_a_place_without_changes_has_no_steps():
    assert area_history("2584").steps == ()


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownArea, match="No area has the code 9999"):
        area_history("9999")


def test_a_code_of_two_countries_asks_for_the_country(area):
    area("18", country="SE", kind="county")
    with pytest.raises(AmbiguousCode, match=r"NO 18 Nordland .* and SE 18 Place 18"):
        area_history("18")
    assert area_history("18", "NO").asked.name == "Nordland"


def test_a_profile_gathers_the_other_codes_of_the_same_territory():
    found = area_profile("5503")
    assert found.names == {"nb": "Harstad", "se": "Hárstták"}
    assert found.official == "Harstad - Hárstták"
    assert found.county == ("55", "Troms")
    assert (found.valid_from, found.valid_until) == (date(2024, 1, 1), None)
    assert [(row.code, row.date.year) for row in found.populations] == [
        *(("1903", year) for year in range(2013, 2020)),
        ("5402", 2020),
        ("5402", 2021),
    ]
    assert [(row.region, row.code) for row in found.regions] == [("harstadregionen", "1903")]


def test_a_profile_tells_the_languages_of_law():
    found = area_profile("2584")
    assert [(row.language, row.basis) for row in found.languages] == [
        ("fi", "statutory"),
        ("fit", "statutory"),
        ("smi", "statutory"),
    ]
    assert found.names["se"] == "Giron"


def test_the_history_costs_the_same_for_a_short_and_a_long_line(django_assert_num_queries):
    for code in ("2584", "5503", "5530"):
        with django_assert_num_queries(3):
            area_history(code)
