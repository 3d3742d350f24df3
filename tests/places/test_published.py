from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Model

from samkraft.lib.texts import Shown
from samkraft.places import published

pytestmark = pytest.mark.usefixtures("facts")


def test_all_regions_are_listed_by_name():
    assert [(entry.slug, entry.name.text) for entry in published.published_regions("sv")] == [
        ("alstahaugregionen", "Alstahaugregionen"),
        ("harstadregionen", "Harstadregionen"),
        ("indre-helgeland-regionrad", "Indre Helgeland Regionråd"),
        ("norrbotten", "Norrbotten"),
        ("polarsirkelradet", "Polarsirkelrådet"),
        ("ranaregionen", "Ranaregionen"),
    ]


def test_a_region_in_northern_sami_shows_the_names_it_has():
    found = published.published_region("harstadregionen", date(2021, 1, 1), "se")
    assert [member.name for member in found.members][:3] == [
        Shown("Hárstták", "se", "se"),
        Shown("Kvæfjord", "nb", "se"),
        Shown("Dielddanuorri", "se", "se"),
    ]
    assert found.members[2].official == "Dielddanuorri - Tjeldsund"
    assert found.members[2].county == Shown("Romsa ja Finnmárku", "se", "se")


def test_the_languages_of_law_follow_the_codes():
    def spoken(day):
        found = published.published_region("harstadregionen", day, "nb").spoken
        return [
            (language.language, [(name.text, basis) for name, basis in language.members])
            for language in found
        ]

    assert spoken(date(2015, 1, 1)) == [("se", [("Lavangen", "administrative area")])]
    assert spoken(date(2021, 1, 1)) == [
        ("se", [("Tjeldsund", "administrative area"), ("Lavangen", "administrative area")])
    ]


def test_norrbotten_speaks_sami_meankieli_and_finnish_by_law():
    found = published.published_region("norrbotten", date(2025, 12, 31), "sv")
    assert [(language.language, len(language.members)) for language in found.spoken] == [
        ("fi", 7),
        ("fit", 7),
        ("smi", 6),
    ]
    assert found.population.population == 248_927
    assert (found.size.km2, found.size.measure) == (Decimal(97239), "land (as used by source)")


def test_a_region_names_its_predecessor_and_its_size():
    polar = published.published_region("polarsirkelradet", date(2024, 6, 1), "nb")
    assert polar.predecessor == (
        "indre-helgeland-regionrad",
        Shown("Indre Helgeland Regionråd", "nb", "nb"),
    )
    assert polar.size is None
    harstad = published.published_region("harstadregionen", date(2015, 1, 1), "nb")
    assert harstad.size.km2 == 2663


def _values(found):
    yield found
    if is_dataclass(found):
        for field in fields(found):
            yield from _values(getattr(found, field.name))
    elif isinstance(found, tuple):
        for each in found:
            yield from _values(each)


def test_no_record_leaves_by_the_public_door():
    everything = (
        published.published_regions("nb"),
        published.published_region("norrbotten", date(2025, 12, 31), "nb"),
        published.published_area_history("5503"),
    )
    assert not any(isinstance(value, Model) for value in _values(everything))


def test_a_region_costs_the_same_queries_for_five_and_fourteen_members(django_assert_num_queries):
    for slug in ("alstahaugregionen", "norrbotten"):
        with django_assert_num_queries(10):
            published.published_region(slug, date(2015, 1, 1), "nb")
