"""The recoding against real figures: Norway's population 2005–2020, commuting 2017.

What is checked against is worked out here anew, the slow way, from the files themselves.
"""

from __future__ import annotations

import csv
from collections import defaultdict

import duckdb
import pytest

from samkraft.sources.recoding.counts import recoded
from samkraft.sources.recoding.lists import read_change_list
from samkraft.sources.recoding.succession import Succession
from samkraft.sources.recoding.tables import read_columns
from samkraft.sources.recoding.work import last_counts, work_on

POPULATION = "data/population/no_population_age_2005_2020.parquet"
COMMUTING = "data/commuting/no_commuting_2017.csv"
GROUPS = "data/codes/no_kommuner_1994_2024_groups.csv"
WIDE = "data/codes/no_kommunenummer_2013_2020_wide.csv"
LONG = "data/codes/no_kommunenummer_2013_2020_long.csv"
SHEETS = [
    f"data/codes/klass_kommuner_med_endringer_fra{years}.csv"
    for years in ("2013_til2017", "2018_til2019", "2019_til2020")
]
# Divided in 2020: Tysfjord and Snillfjord; in 2024: Ålesund. What got a part of them:
DIVIDED = {"1806", "1875", "5055", "5056", "5059"}
# Codes that ended before 2017 and are not in the population file, with what they became.
NOT_IN_FILE = {
    "3907": range(2005, 2017), "1160": [2005], "1505": range(2005, 2008), "1576": [2005],
    "5053": range(2005, 2012), "5503": range(2005, 2013),
}  # fmt: skip


@pytest.fixture(scope="module")
def files(shared):
    lists = read_change_list((shared / GROUPS).read_bytes())
    for name in [WIDE, *SHEETS]:
        lists |= read_change_list((shared / name).read_bytes())
    return lists


@pytest.fixture(scope="module")
def people(shared, files):
    """People by 2024 code, year and age as (number or None, comparable)."""
    table = read_columns(shared / POPULATION)
    given = {"areas": ["code"], "value": "persons"}
    work = work_on(table, succession=Succession.of(files, (), 2024), **given)
    weights = last_counts(work)
    work.succession = Succession.of(files, weights, 2024)
    assert work.heads == ("code", "age", "year", "persons", "source_file", "comparable")
    return {
        (code, int(year), int(age)): (float(number) if number else None, fit == "yes")
        for code, age, year, number, _, fit in recoded(work)
    }


def _slowly(shared):
    """People by group of codes, year and age, added up by a database."""
    return {
        (group.removeprefix("K."), year, age): number
        for group, year, age, number in duckdb.sql(
            f"""select g.GRUPPEKODE, p.year, p.age, sum(p.persons)
                from '{shared / POPULATION}' p
                join read_csv('{shared / GROUPS}', all_varchar=true, header=true) g
                  on g.KODE = p.code
                group by all"""
        ).fetchall()
    }


def test_everybody_is_counted_once_in_each_year_and_age(shared, people):
    before = {
        (year, age): number
        for year, age, number in duckdb.sql(
            f"select year, age, sum(persons) from '{shared / POPULATION}' where age is not null "
            "group by all"
        ).fetchall()
    }
    after = defaultdict(float)
    for (_, year, age), (number, _) in people.items():
        after[year, age] += number or 0
    assert len(before) == 16 * 106
    assert {key: round(number, 6) for key, number in after.items()} == before


def test_a_municipality_is_the_sum_of_the_codes_it_was(shared, people):
    """344 of 2024's and what is outside of municipalities, over 16 years and 106 ages."""
    left = DIVIDED | {"Rest", "21-22", "23"}
    expected = {
        key: float(number)
        for key, number in _slowly(shared).items()
        if key[0] not in left
        and not (key[0] in ("1508", "1580") and key[1] == 2020)
        and key[1] not in NOT_IN_FILE.get(key[0], ())
    }
    found = {key: people[key] for key in expected if key in people}
    # What is not in the result is a code that nobody could have yet.
    assert {number for key, number in expected.items() if key not in people} <= {0.0}
    assert {key: number for key, (number, _) in found.items()} == {k: expected[k] for k in found}
    assert all(fit for _, fit in found.values())
    assert len({code for code, _, _ in found}) > 350


def test_what_lies_in_two_places_by_convention_is_marked(people):
    marked = {(code, year) for (code, year, _), (number, fit) in people.items()
              if not fit and number is not None}  # fmt: skip
    assert marked == {(code, year) for code in DIVIDED for year in range(2005, 2020)}


def test_what_the_file_lacks_has_no_value_instead_of_zero(people):
    empty = defaultdict(set)
    for (code, year, _), (number, _) in people.items():
        if number is None:
            empty[code].add(year)
    assert empty == {code: set(years) for code, years in NOT_IN_FILE.items()}


def test_tysfjord_goes_half_and_half(shared, people):
    def counted(*codes):
        listed = ", ".join(f"'{code}'" for code in codes)
        return duckdb.sql(
            f"select sum(persons) from '{shared / POPULATION}' "
            f"where year = 2019 and code in ({listed})"
        ).fetchall()[0][0]

    found = {code: sum(people[code, 2019, age][0] for age in range(106)) for code in DIVIDED}
    assert found["1806"] == counted("1805", "1854") + counted("1850") / 2
    assert found["1875"] == counted("1849") + counted("1850") / 2
    assert found["5056"] == pytest.approx(counted("5013") + counted("5012") / 3)


def test_haram_was_haram_before_it_was_in_alesund_and_is_again(shared, people):
    haram = dict(
        duckdb.sql(
            f"select age, persons from '{shared / POPULATION}' where year = 2019 and code = '1534'"
        ).fetchall()
    )
    assert {age: people["1580", 2019, age] for age in haram} == {
        age: (number, True) for age, number in haram.items()
    }
    both = sum(people[code, 2020, age][0] for code in ("1508", "1580") for age in range(106))
    assert both == pytest.approx(66_258)


def test_the_facts_know_the_same_numbers(shared, people):
    """Populations of another extract, for codes of 2024 and days when they were comparable."""
    ours = defaultdict(float)
    doubtful = set()
    for (code, year, _), (number, fit) in people.items():
        ours[code, year] += number or 0
        if not fit:
            doubtful.add((code, year))
    with (shared / "facts" / "population.csv").open(encoding="utf-8", newline="") as file:
        facts = {
            (row["code"], int(row["date"][:4])): float(row["population"])
            for row in csv.DictReader(file)
            if (row["country"], row["measure"], row["date"][4:]) == ("NO", "total", "-01-01")
            and row["date"] < "2020-01-02"
        }
    # A code that is valid in 2024 and was there before: its own figure, if nothing joined it.
    common = {key for key in facts if key in ours and key not in doubtful}
    assert len(common) > 300
    assert {key: ours[key] for key in common} == {key: facts[key] for key in common}


@pytest.fixture(scope="module")
def flows(shared):
    """Commuters 2017 by 2017 codes and by 2020 codes: (home, work) → number, comparable."""
    lists = read_change_list((shared / WIDE).read_bytes())
    table = read_columns(shared / COMMUTING)
    work = work_on(
        table, areas=["home_code", "work_code"], value="n", start=2017,
        succession=Succession.of(lists, (), 2020),
    )  # fmt: skip
    with (shared / COMMUTING).open(encoding="utf-8", newline="") as file:
        before = {
            (row["home_code"], row["work_code"]): int(row["n"]) for row in csv.DictReader(file)
        }
    after = {(home, to): (float(n), fit == "yes") for home, to, n, fit in recoded(work)}
    assert work.heads == ("home_code", "work_code", "n", "comparable")
    return before, after


def _codes_2020(shared):
    """By the long list: each code of before 2020 → what it became."""
    found = defaultdict(set)
    with (shared / LONG).open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found[row["historisk_nummer"]].add(row["kommunenummer_2020"])
    return found


def test_every_commuter_is_kept(flows):
    before, after = flows
    assert sum(before.values()) == 2_609_737
    assert round(sum(n for n, _ in after.values()), 6) == 2_609_737


def test_flows_between_areas_without_a_division_are_sums_of_flows(shared, flows):
    before, after = flows
    became = _codes_2020(shared)
    expected = defaultdict(float)
    divided = {new for news in became.values() if len(news) > 1 for new in news}
    for pair, n in before.items():
        news = [next(iter(became.get(code, {code}))) for code in pair]
        if not divided & set(news):
            expected[tuple(news)] += n
    found = {pair: n for pair, n in after.items() if not divided & set(pair)}
    assert divided == DIVIDED
    assert found == {pair: (n, True) for pair, n in expected.items()}


def test_what_leaves_and_reaches_an_unchanged_municipality_is_kept(shared, flows):
    before, after = flows
    became = _codes_2020(shared)
    olds = defaultdict(set)
    for old in {code for pair in before for code in pair}:
        for new in became.get(old, {old}):
            olds[new].add(old)
    unchanged = {new: old for new, (old, *more) in olds.items() if not more}
    unchanged = {new: old for new, old in unchanged.items() if new not in DIVIDED}
    assert len(unchanged) > 280
    for side in (0, 1):
        had, has = defaultdict(float), defaultdict(float)
        for pair, n in before.items():
            had[pair[side]] += n
        for pair, (n, _) in after.items():
            has[pair[side]] += n
        assert {new: round(has[new], 6) for new in unchanged} == {
            new: had[old] for new, old in unchanged.items()
        }


def test_who_stays_in_tysfjord_stays_in_one_of_its_halves(flows):
    before, after = flows
    narvik = ["1805", "1854"]
    inside = sum(before.get((a, b), 0) for a in narvik for b in narvik)
    across = sum(before.get(pair, 0) for a in narvik for pair in ((a, "1850"), ("1850", a)))
    stays = before["1850", "1850"]
    assert after["1806", "1806"] == (inside + across / 2 + stays / 2, False)
