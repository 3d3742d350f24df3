"""The catalogue that ships: loaded whole or not at all, and again without a change."""

import json
import re

import pytest
import yaml

from samkraft.indicators.models import Indicator, Refresh
from samkraft.indicators.operations import CatalogueUnreadable, load_catalogue
from samkraft.indicators.operations.catalogue import CATALOGUE, NOT_INDICATORS, CatalogueLoaded
from samkraft.indicators.operations.refreshing import NOT_FETCHED
from samkraft.indicators.queries.units import unit_keys
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.sources.registry import sources
from tests.conftest import NOON
from tests.factories import make_own_indicator, make_region

pytestmark = pytest.mark.django_db
SHIPPED = [
    entry
    for path in sorted(CATALOGUE.glob("*.yml"))
    if path.name not in NOT_INDICATORS
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
]
GOOD = {"id": "people", "source": "kolada", "code": "N1", "title": {"sv": "Folk", "en": "People"},
        "nature": "count", "direction": "up"}  # fmt: skip


def load(folder):
    return load_catalogue(by=None, at=NOON, folder=folder)


@pytest.fixture
def write(tmp_path):
    """Writes entries as a catalogue of one file."""

    def written(*entries, name="a.yml"):
        text = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_all_shipped_definitions_load_and_again_change_nothing():
    assert load_catalogue(by=None, at=NOON) == CatalogueLoaded(len(SHIPPED), 0)
    assert Refresh.objects.count() == Indicator.objects.count() == len(SHIPPED) > 100
    before = list(Indicator.objects.values())
    assert load_catalogue(by=None, at=NOON) == CatalogueLoaded(0, 0)
    assert list(Indicator.objects.values()) == before
    assert Entry.objects.filter(operation="load-catalogue").count() == 1


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry["id"])
def test_a_shipped_definition_can_be_read_by_everybody_and_asked_of_a_source_there_is(entry):
    assert {"sv", "nb", "en"} <= {lang for lang, text in entry["title"].items() if text.strip()}
    assert entry["source"] in {*sources(), *NOT_FETCHED}
    assert entry["unit"] in unit_keys()
    assert re.fullmatch(r"[a-z0-9-]{1,80}", entry["id"])
    if entry["source"] == "computed":
        assert entry["query"]["of"] in {each["id"] for each in SHIPPED}


def test_the_kolada_ids_are_in_kolada_s_own_list_or_said_not_to_be(shared):
    pages = sorted((shared / "data/kolada").glob("kpi_page*.json"))
    known = {row["id"] for page in pages for row in json.loads(page.read_text())["values"]}
    for entry in (each for each in SHIPPED if each["source"] == "kolada"):
        told = "not among the stored pages" in entry["evidence"]
        assert told or entry["query"].get("kpi", entry["code"]) in known, entry["id"]


def test_texts_know_their_original_language(write):
    load(write(GOOD, {**GOOD, "id": "folk", "source": "ssb", "title": {"en": "F", "nb": "Folk"}}))
    originals = {row.slug: Texts.read(row.title).original for row in Indicator.objects.all()}
    assert originals == {"people": "sv", "folk": "nb"}


def test_a_corrected_definition_changes_only_what_differs(write):
    load(write(GOOD, {**GOOD, "id": "other"}))
    before = Indicator.objects.get(slug="people")
    assert load(write({**GOOD, "decimals": 1}, {**GOOD, "id": "other"})) == CatalogueLoaded(0, 1)
    after = Indicator.objects.get(slug="people")
    assert (after.pk, after.decimals, after.revision) == (before.pk, 1, 2)
    assert Indicator.objects.get(slug="other").revision == 1


def test_an_indicator_may_weigh_another_that_stands_later(write):
    share = {**GOOD, "id": "a-share", "nature": "share", "denominator": "people"}
    load(write(share, GOOD))
    assert Indicator.objects.get(slug="a-share").denominator.slug == "people"


def test_a_denominator_that_is_corrected_or_taken_away_is_a_change(write):
    share = {**GOOD, "id": "share", "nature": "share"}
    load(write(GOOD, share))
    assert load(write(GOOD, {**share, "denominator": "people"})) == CatalogueLoaded(0, 1)
    assert load(write(GOOD, {**share, "denominator": "people"})) == CatalogueLoaded(0, 0)
    assert load(write(GOOD, share)) == CatalogueLoaded(0, 1)
    assert Indicator.objects.get(slug="share").denominator is None


def test_an_empty_catalogue_loads_nothing(tmp_path):
    assert load(tmp_path) == CatalogueLoaded(0, 0)


BROKEN = {
    "no id": ({"title": {"sv": "X"}}, "b.yml: entry 1 has no id"),
    "no source": ({"source": None}, "b.yml: wrong has no source"),
    "an unknown source": ({"source": "gossip"}, "b.yml: wrong: source “gossip”"),
    "no title": ({"title": {}}, "b.yml: wrong has no title"),
    "a title of no language": ({"title": "People"}, "b.yml: wrong"),
    "an unknown language": ({"title": {"xx": "People"}}, "b.yml: wrong: .*xx"),
    "an unknown key": ({"colour": "red"}, "b.yml: wrong: unknown key colour"),
    "an unknown nature": ({"nature": "guess"}, "b.yml: wrong: nature “guess”"),
    "an unknown direction": ({"direction": "left"}, "b.yml: wrong: direction “left”"),
    "an unknown frequency": ({"frequency": "never"}, "b.yml: wrong: frequency “never”"),
    "decimals in words": ({"decimals": "two"}, "b.yml: wrong: .*two"),
    "a query that is none": ({"query": ["a"]}, "b.yml: wrong"),
    "an unknown rule": ({"rule": "by_heart"}, "b.yml: wrong: rule “by_heart”"),
    "a denominator there is not": ({"denominator": "nobody"}, "wrong: denominator nobody"),
    "the same id twice": ({"id": "people"}, "b.yml: people stands in a.yml too"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_definition_is_refused_by_file_and_id_and_nothing_is_half_loaded(case, write):
    wrong, said = BROKEN[case]
    write(GOOD)
    entry = wrong if case == "no id" else {**GOOD, "id": "wrong", **wrong}
    with pytest.raises(CatalogueUnreadable, match=said):
        load(write({k: v for k, v in entry.items() if v is not None}, name="b.yml"))
    assert Indicator.objects.count() == 0


@pytest.mark.parametrize("text", [b"- id: [", b"- id: \xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(text, tmp_path):
    (tmp_path / "odd.yml").write_bytes(text)
    with pytest.raises(CatalogueUnreadable, match=r"odd\.yml"):
        load(tmp_path)


def test_a_regions_own_indicator_is_never_taken_over(write):
    own = make_own_indicator(make_region("nord"), "Folk")
    with pytest.raises(CatalogueUnreadable, match="a region has an indicator of this name"):
        load(write({**GOOD, "id": own.slug}))
