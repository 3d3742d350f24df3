from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samkraft.places.models import Area, CodeChange, Membership, Population

DAY = date(2020, 1, 1)


def _refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_code_exists_once_per_period(area):
    area("A")
    _refused(lambda: area("A"))
    area("A", since=DAY)
    area("A", country="SE")


def test_a_period_ends_after_it_begins(area):
    _refused(lambda: area("A", since=DAY, until=DAY))


def test_an_area_is_valid_until_the_day_before_it_ends(area):
    area("A", until=DAY)
    area("B", since=DAY)
    assert Area.objects.valid_on(date(2019, 12, 31)).get().code == "A"
    assert Area.objects.valid_on(DAY).get().code == "B"


def test_only_a_split_divides_and_a_weight_is_a_share(area, change):
    a, b = area("A", until=DAY), area("B", since=DAY)
    _refused(lambda: change(a, b, "merger", 0.5))
    _refused(lambda: change(a, b, "split", 1.5))
    _refused(lambda: change(a, b, "recode", None))
    change(a, b, "split", None)
    _refused(lambda: change(a, b, "split", 0.5))


def test_an_area_does_not_become_itself(area):
    a = area("A", since=DAY)
    _refused(lambda: CodeChange.objects.create(old=a, new=a, on=DAY, kind="recode", weight=1))


def test_an_unknown_date_has_no_precision_and_a_known_one_has(area, region):
    a, council = area("A"), region("council")
    _refused(lambda: Membership.objects.create(region=council, area=a, valid_from=DAY))
    _refused(lambda: Membership.objects.create(region=council, area=a, until_precision="year"))
    Membership.objects.create(region=council, area=a)


def test_a_population_is_of_an_area_or_of_a_region(area, region):
    a, council = area("A"), region("council")
    figure = {"date": DAY, "value": 1, "source": "made up"}
    _refused(lambda: Population.objects.create(**figure))
    _refused(lambda: Population.objects.create(area=a, region=council, **figure))
    Population.objects.create(area=a, **figure)
    _refused(lambda: Population.objects.create(area=a, **figure))
