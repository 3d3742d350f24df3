import json
import re
from math import cos, pi, sin

import pytest
import vl_convert

from samkraft.journal.models import Entry
from samkraft.places.models import Boundary
from samkraft.places.operations import (
    LoadedOutlines,
    NoAreasMatched,
    OutlinesElsewhere,
    load_boundaries,
)
from samkraft.places.outlines.matching import matched
from samkraft.places.outlines.reading import (
    OutlinesUnreadable,
    ProjectedCoordinates,
    read_layers,
)
from samkraft.places.outlines.simplifying import simplified
from samkraft.places.published import published_shapes
from tests.conftest import NOON
from tests.places.outlinefiles import EAST, WEST, feature, geojson, topojson, two

pytestmark = pytest.mark.django_db

SIGNED = {"source": "Kartverket, CC BY 4.0", "by": None, "at": NOON}


def _load(content, **more):
    return load_boundaries(layers=read_layers(content), **SIGNED, **more)


def test_outlines_are_stored_by_code_with_year_and_source(facts):
    loaded = _load(two(), year=2024)
    assert loaded == (
        LoadedOutlines(
            country="NO", kind="municipality", property="kommunenummer",
            loaded=("1832", "1833"), replaced=0, unknown=(), bare=(), nameless=0, largest=124,
        ),
    )  # fmt: skip
    rows = Boundary.objects.order_by("area__code").values_list("area__code", "year", "source")
    assert list(rows) == [
        ("1832", 2024, "Kartverket, CC BY 4.0"), ("1833", 2024, "Kartverket, CC BY 4.0"),
    ]  # fmt: skip


def test_an_outer_ring_runs_clockwise_and_is_closed_with_the_border_on_both_sides(facts):
    _load(two())
    shapes, _ = published_shapes(["NO-1833", "NO-1832"])
    assert {code: shape["geometry"]["coordinates"] for code, shape in shapes.items()} == {
        "NO-1833": [[[15, 66], [14, 66], [14, 66.5], [15, 66.5], [15.003, 66.2], [15, 66]]],
        "NO-1832": [[[15, 66], [15.003, 66.2], [15, 66.5], [16, 66.5], [16, 66], [15, 66]]],
    }


def test_a_topojson_gives_the_same_outlines_as_a_geojson():
    def drawn(content):
        return simplified([shape.polygons for shape in read_layers(content)[0].shapes])

    def points(geometry):
        ring = geometry["coordinates"][0]
        turned = [tuple(point) for point in ring[:-1]]
        at = turned.index(min(turned))
        return turned[at:] + turned[:at]

    assert [points(each) for each in drawn(topojson())] == [points(each) for each in drawn(two())]


def test_loading_again_replaces_and_is_in_the_journal(facts):
    _load(two())
    (again,) = _load(two(), year=2024, why="new borders")
    entry = Entry.objects.filter(operation="load_boundaries").latest("pk")
    assert (again.replaced, Boundary.objects.count()) == (2, 2)
    assert (entry.before, entry.after, entry.why) == (
        {"outlines": 2},
        {
            "country": "NO", "kind": "municipality", "year": 2024, "source": SIGNED["source"],
            "outlines": 2, "codes": ["1832", "1833"],
        },
        "new borders",
    )  # fmt: skip


def test_numbers_get_their_leading_zeros_back_and_another_number_is_no_code():
    shapes = read_layers(
        geojson(feature(WEST, folk=1833, nr=301, navn="Oslo"), feature(EAST, folk=22, nr=1101))
    )[0].shapes
    found = matched(shapes, {"0301": ["Oslo"], "1833": ["Rana"], "4601": ["Bergen"]})
    assert (found.property, set(found.outlines), found.unknown) == ("nr", {"0301"}, ("1101",))


def test_codes_of_another_country_are_told_by_the_names_beside_them(facts):
    orebro = geojson(feature(WEST, l_id=18, name="Örebro"), feature(EAST, l_id=20, name="Dalarna"))
    with pytest.raises(NoAreasMatched):
        _load(orebro)
    with pytest.raises(NoAreasMatched):
        _load(orebro, country="NO")
    assert Boundary.objects.count() == 0


def test_a_file_without_names_needs_its_country(facts):
    bare = geojson(feature(WEST, kode="18"))
    with pytest.raises(NoAreasMatched):
        _load(bare)
    assert [each.loaded for each in _load(bare, country="no")] == [("18",)]


def test_with_a_year_the_codes_are_those_of_that_year(facts):
    harstad = geojson(feature(WEST, nr="5402", navn="Harstad"))
    with pytest.raises(NoAreasMatched):
        _load(harstad, year=2024)
    assert [each.loaded for each in _load(harstad, year=2020)] == [("5402",)]


def test_areas_without_an_outline_are_told(facts):
    (found,) = _load(geojson(feature(WEST, nr="1833", navn="Rana"), feature(None, nr="1832")))
    assert (found.loaded, found.bare) == (("1833",), ("1832",))


def test_metres_are_refused_in_words():
    utm = [[569121, 7035201], [579121, 7035201], [579121, 7045201], [569121, 7035201]]
    with pytest.raises(ProjectedCoordinates, match=r"something like metres \(569121, 7035201\)"):
        read_layers(geojson(feature(utm, kommunenummer="1833")))
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}
    with pytest.raises(ProjectedCoordinates, match="EPSG::25833"):
        read_layers(geojson(feature(WEST, kommunenummer="1833"), crs=named))


def test_exchanged_axes_are_refused(facts):
    with pytest.raises(OutlinesElsewhere, match="latitude before longitude"):
        _load(geojson(feature([[y, x] for x, y in WEST], kommunenummer="1833", navn="Rana")))
    assert Boundary.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff", b"[]", b'{"type": "FeatureCollection"', b'{"type": "FeatureCollection"}',
     b'{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}',
     geojson(), geojson(feature([[14, 66], [15, 66]])), geojson(feature([[None, 66]] * 4)),
     two()[:-40]],
)  # fmt: skip
def test_what_is_no_outline_is_unreadable(content):
    with pytest.raises(OutlinesUnreadable):
        read_layers(content)


def test_holes_run_the_other_way_and_an_enclave_fills_its_hole_exactly():
    hole = [[14.4, 66.2], [14.6, 66.2], [14.6, 66.3], [14.4, 66.3], [14.4, 66.2]]
    around, inside = simplified([((tuple(map(tuple, WEST)), tuple(map(tuple, hole))),),
                                 ((tuple(map(tuple, hole[::-1])),),)])  # fmt: skip
    assert around["coordinates"][1] == inside["coordinates"][0][::-1]


def test_a_fine_coast_is_simplified_to_what_a_screen_shows():
    coast = [(15 + cos(t * pi / 10000), 66 + sin(t * pi / 10000)) for t in range(20000)]
    (drawn,) = simplified([(((*coast, coast[0]),),)])
    assert 30 < len(drawn["coordinates"][0]) <= 450


def _drawn_width(geometry):
    """How wide Vega draws an outline, in pixels, on a map of the whole world 400 wide."""
    spec = {
        "width": 400, "height": 200, "background": "white",
        "projections": [{"name": "world", "type": "equirectangular", "scale": 60}],
        "data": [{"name": "a", "values": [{"type": "Feature", "geometry": geometry}],
                  "transform": [{"type": "geopath", "projection": "world"}]}],
        "marks": [{"type": "path", "from": {"data": "a"},
                   "encode": {"enter": {"path": {"field": "path"}, "fill": {"value": "red"}}}}],
    }  # fmt: skip
    svg = vl_convert.vega_to_svg(spec)
    path = next(d for d in re.findall(r'd="([^"]*)"[^>]*fill="red"', svg))
    across = [float(x) for x in re.findall(r"[ML](-?[\d.]+),", path)]
    return max(across) - min(across)


def test_vega_fills_the_outline_and_not_the_globe_around_it():
    (drawn,) = simplified([((tuple(map(tuple, WEST)),),)])
    wrong = {**drawn, "coordinates": [drawn["coordinates"][0][::-1]]}
    assert (_drawn_width(drawn) < 5, _drawn_width(wrong) > 300) == (True, True)


@pytest.mark.parametrize(
    ("name", "country", "kind", "key", "count"),
    [
        ("no_kommuner_2024_S.geojson", "NO", "municipality", "kommunenummer", 62),
        ("no_kommuner_2024_S.topojson", "NO", "municipality", "kommunenummer", 62),
        ("no_kommuner_2020_small.geojson", "NO", "municipality", "kommunenummer", 61),
        ("no_fylker_2024_S.topojson", "NO", "county", "fylkesnummer", 3),
        ("se_kommuner.geojson", "SE", "municipality", "id", 29),
        ("se_regioner.geojson", "SE", "county", "l_id", 2),
    ],
)
def test_real_files_are_recognised_and_small(name, country, kind, key, count, shared, facts):
    (found,) = _load((shared / "data" / "geo" / name).read_bytes())
    assert (found.country, found.kind, found.property) == (country, kind, key)
    assert (len(found.loaded), found.bare, found.nameless) == (count, (), 0)
    assert found.largest < (10_000 if kind == "municipality" else 30_000)


@pytest.mark.parametrize("name", ["fi_kunnat_2023.geojson", "fi_maakunnat_2023.geojson",
                                  "finland-munis-2020.topo.json"])  # fmt: skip
def test_a_country_that_is_not_here_matches_nothing(name, shared, facts):
    with pytest.raises(NoAreasMatched):
        _load((shared / "data" / "geo" / name).read_bytes())


def test_real_neighbours_share_their_border_after_simplification(shared, facts):
    _load((shared / "data" / "geo" / "no_kommuner_2024_S.geojson").read_bytes())
    shapes, _ = published_shapes(["NO-1833", "NO-1832"])
    rana, hemnes = (set(re.findall(r"\[[\d.]+, [\d.]+\]", json.dumps(shapes[code]["geometry"])))
                    for code in ("NO-1833", "NO-1832"))  # fmt: skip
    assert len(rana & hemnes) > 10
