import csv
from datetime import date

import pytest

from samkraft.places.operations import FACTS
from samkraft.places.queries import region_members, region_with_slug
from samkraft.places.queries.tiles import tile_positions

TODAY = date(2026, 3, 2)
REGIONS = ["norrbotten", "polarsirkelradet", "ranaregionen", "alstahaugregionen", "harstadregionen"]


def _members(slug):
    members = region_members(region_with_slug(slug), TODAY).members
    return [f"{area.country}-{area.code}" for area in members]


def test_every_municipality_of_today_has_a_tile_of_its_own():
    with (FACTS / "areas.csv").open(encoding="utf-8", newline="") as file:
        today = {
            f"{row['country']}-{row['code']}"
            for row in csv.DictReader(file)
            if row["kind"] == "municipality" and not row["valid_until"]
        }
    positions = tile_positions()
    assert set(positions) == today
    assert len(set(positions.values())) == len(positions) == 91


@pytest.mark.parametrize("slug", REGIONS)
def test_the_members_of_a_region_stand_together(slug, facts):
    places = {tile_positions()[code] for code in _members(slug)}
    reached, ahead = set(), [min(places)]
    while ahead:
        column, row = ahead.pop()
        reached.add((column, row))
        ahead += [
            place
            for place in places - reached
            if max(abs(place[0] - column), abs(place[1] - row)) == 1
        ]
    assert reached == places


@pytest.mark.parametrize(
    ("west", "east"),
    [
        ("NO-1818", "NO-1820"),
        ("NO-1828", "NO-1833"),
        ("NO-5503", "NO-5522"),
        ("SE-2506", "SE-2583"),
    ],
)
def test_west_is_left_of_east(west, east):
    assert tile_positions()[west][0] < tile_positions()[east][0]


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("NO-5501", "NO-1804"),
        ("NO-1833", "NO-1832"),
        ("SE-2584", "SE-2581"),
        ("NO-1827", "NO-1812"),
    ],
)
def test_north_is_above_south(north, south):
    assert tile_positions()[north][1] < tile_positions()[south][1]
