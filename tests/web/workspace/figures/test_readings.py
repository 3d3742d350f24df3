"""A plan › Follow-up: topics, charts, and readings from draft to public."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkraft.plans import operations
from samkraft.plans.models import Reading, Topic
from tests.conftest import NOON
from tests.web.workspace.figures.conftest import deliver, make_indicator
from tests.web.workspace.figures.test_following import aim

pytestmark = pytest.mark.django_db
WORDS = {"revision": "0", "period": "2025", "seen": "Fler turer", "why": "Ny linje", "then": "Mer",
         "author": "Gruppen"}  # fmt: skip


@pytest.fixture
def base(plan):
    return f"norr/plans/{plan.slug}/follow-up/"


@pytest.fixture
def topic(plan, indicator):
    made = make_topic(plan)
    operations.set_charts(topic=made, charts=[(indicator, "time")], by=None, at=NOON)
    return made


def make_topic(plan, title: str = "Resor") -> Topic:
    return operations.add_topic(
        plan=plan, key="ett-omrade", title=title, lang="sv", by=None, at=NOON
    )


def text_of(page, path, **asked) -> str:
    return page.get(path, **asked).content.decode()


def test_a_topic_is_added_under_an_area(page, base, plan):
    assert "There is no topic yet" in text_of(page, base)
    sent = page.post(f"{base}ett-omrade/add/", title="Resor")
    topic = Topic.objects.get()
    assert sent["Location"].endswith(f"/follow-up/{topic.pk}/charts/")
    assert "Resor" in text_of(page, base)
    assert page.get(f"{base}nothing-here/add/").status_code == 404


def test_topics_are_moved_renamed_and_ended(page, base, plan):
    one, two = make_topic(plan, "Ett"), make_topic(plan, "Två")
    page.post(f"{base}{two.pk}/step/", do="up")
    text = text_of(page, base)
    assert text.index("Två") < text.index(">Ett</")
    page.post(f"{base}{one.pk}/rename/", title="Ett nytt", revision=one.revision)
    assert "Ett nytt" in text_of(page, base)
    answer = page.post(f"{base}{one.pk}/rename/", title="Mitt namn", revision=one.revision)
    assert answer.status_code == 409
    assert "Mitt namn" in answer.content.decode()
    page.post(f"{base}{two.pk}/end/", why="Slut")
    assert "Två" not in text_of(page, base)


def test_charts_are_chosen_ordered_and_taken_away(page, base, topic, region):
    other = make_indicator(region, "Cyklar")
    address = f"{base}{topic.pk}/charts/"
    page.post(address, indicator=other.slug, view="places")
    first, second = topic.charts.all()
    page.post(f"{address}{second.pk}/", do="up")
    assert topic.charts.first().indicator == other
    away = topic.charts.get(indicator=other)
    page.post(f"{address}{away.pk}/", do="away")
    assert topic.charts.get().indicator == first.indicator


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"indicator": "", "view": "time"}, "Choose one of the indicators in the list."),
        ({"view": "sexes"}, "This indicator has no figures for women and men."),
        ({"view": "ages"}, "This indicator has no figures by age."),
        ({"view": "time"}, "This chart is there already."),
        ({"view": "round"}, "Select a valid choice"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(page, base, topic, indicator, sent, said):
    text = page.post(f"{base}{topic.pk}/charts/", **{"indicator": indicator.slug, **sent})
    assert said in text.content.decode()
    assert topic.charts.count() == 1


def test_a_thirteenth_chart_is_refused(page, base, topic, region):
    many = [(make_indicator(region, f"Nummer {n}"), "time") for n in range(12)]
    operations.set_charts(topic=topic, charts=many, by=None, at=NOON)
    assert "room for twelve" in text_of(page, f"{base}{topic.pk}/charts/")


def test_a_reading_is_written_looked_at_and_published(page, base, plan, topic, indicator):
    aim(plan, indicator)
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    preview = text_of(page, f"{base}{topic.pk}/publish/")
    assert "Fler turer" in preview
    revision = preview.split('name="revision" value="')[1].split('"')[0]
    page.post(f"{base}{topic.pk}/publish/", revision=revision)
    reading = Reading.objects.get()
    assert reading.published_at
    assert reading.figures == [
        {"indicator": indicator.slug, "period": "2024", "value": 32.0, "verdict": "on_track"}
    ]
    assert "last reading for 2025" in text_of(page, base)


def test_a_draft_is_not_on_the_public_page_and_a_published_reading_is(page, plan, base, topic):
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    public = reverse("portal:state", args=["norr"])
    assert "Fler turer" not in page.client.get(public).content.decode()
    page.post(f"{base}{topic.pk}/publish/", revision="1")
    assert "Fler turer" in page.client.get(public).content.decode()


def test_what_has_changed_since_the_reading_is_told_to_the_next_writer(
    page, base, topic, indicator
):
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    page.post(f"{base}{topic.pk}/publish/", revision="1")
    deliver(indicator, {"2022": 10, "2023": 12, "2024": 17, "2025": 20})
    text = text_of(page, f"{base}{topic.pk}/write/")
    assert "a new figure for 2025, 40" in text
    assert "was revised from 32 to 34" in text
    assert "Gruppen" in text


def test_two_who_write_the_same_reading_lose_nothing(page, base, topic):
    address = f"{base}{topic.pk}/write/"
    page.post(address, **WORDS)
    answer = page.post(address, **{**WORDS, "seen": "Jag ser något annat"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Fler turer" in text
    assert "Jag ser något annat" in text
    page.post(address, **{**WORDS, "seen": "Båda", "revision": "1"})
    assert Reading.objects.get().revision == 2


def test_a_draft_that_was_published_meanwhile_leaves_my_words(page, base, topic):
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    page.post(f"{base}{topic.pk}/publish/", revision="1")
    answer = page.post(f"{base}{topic.pk}/write/", **{**WORDS, "revision": "1", "seen": "Mina ord"})
    assert answer.status_code == 409
    assert "published or thrown away while you wrote" in answer.content.decode()
    assert "Mina ord" in answer.content.decode()


def test_words_that_nobody_looked_at_are_not_published(page, base, topic):
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    page.post(f"{base}{topic.pk}/write/", **{**WORDS, "revision": "1", "seen": "Nytt"})
    answer = page.post(f"{base}{topic.pk}/publish/", revision="1")
    assert "Somebody else changed this while you worked" in answer.content.decode()
    assert 'value="2"' in answer.content.decode()
    assert not Reading.objects.get().published_at


def test_an_empty_reading_is_not_published(page, base, topic):
    page.post(f"{base}{topic.pk}/write/", **{**WORDS, "seen": "", "why": "", "then": ""})
    answer = page.post(f"{base}{topic.pk}/publish/", revision="1")
    assert "Write some words" in answer.content.decode()


def test_a_wrong_period_is_said_and_the_words_stay(page, base, topic):
    text = page.post(f"{base}{topic.pk}/write/", **{**WORDS, "period": "lately"}).content.decode()
    assert "“lately” is not a period" in text
    assert "Fler turer" in text
    assert not Reading.objects.exists()


def test_a_draft_is_thrown_away_after_asking(page, base, topic):
    page.post(f"{base}{topic.pk}/write/", **WORDS)
    assert "Throw the draft away?" in text_of(page, f"{base}{topic.pk}/discard/")
    page.post(f"{base}{topic.pk}/discard/")
    assert not Reading.objects.exists()


@pytest.mark.parametrize("which", ["list", "topic"])
def test_the_pages_cost_the_same_with_one_and_with_three(page, base, plan, region, topic, which):
    path = base if which == "list" else f"{base}{topic.pk}/"

    def count() -> int:
        page.get(path)
        with CaptureQueriesContext(connection) as found:
            assert page.get(path).status_code == 200
        return len(found)

    def one_more(number: int):
        made = make_indicator(region, f"Nummer {number}")
        deliver(made, {"2023": number, "2024": number})
        aim(plan, made)
        charts = [(each.indicator, each.view) for each in topic.charts.all()]
        operations.set_charts(topic=topic, charts=[*charts, (made, "time")], by=None, at=NOON)
        other = make_topic(plan, f"Ämne {number}")
        for each in (other, topic):
            reading = operations.write_reading(
                topic=each, period="2025", parts={"seen": "Ord"}, lang="sv", by=None, at=NOON
            )
            operations.publish_reading(reading=reading, figures=[], by=None, at=NOON)

    one_more(1)
    with_one = count()
    one_more(2)
    one_more(3)
    assert count() == with_one
    assert with_one <= 30
