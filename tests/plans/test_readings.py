"""Topics of the follow-up, their charts, and what people read out of the figures."""

from datetime import date, timedelta

import pytest

from samkraft.calc.series import Point, Series
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Reading
from samkraft.plans.operations import BadReading, ChangedMeanwhile, EmptyText
from samkraft.plans.operations.links import NoSuchElement
from samkraft.plans.published import ChangedSince, published_state
from samkraft.plans.published.readings import changed_since
from samkraft.plans.queries.following import Desk, snapshot
from tests.conftest import NOON
from tests.factories import deliver, make_council, make_indicator, make_plan, make_target

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
AREA = "ett-omrade"


@pytest.fixture
def version():
    return make_plan(make_council("1", "2", slug="nord"), slug="plan")


@pytest.fixture
def people():
    found = make_indicator("people", by_sex=True)
    deliver(found, {("NO-1", "2020"): 40, ("NO-2", "2020"): 60, ("NO-1", "2025"): 70,
                    ("NO-2", "2025"): 80, ("NO-1", "2025", "F", "T"): 30,
                    ("NO-2", "2025", "F", "T"): 45})  # fmt: skip
    return found


def topic(version, title="Folk", key=AREA):
    return operations.add_topic(plan=version.plan, key=key, title=title, lang="sv", **DO)


def write(topic, seen="Vi ser", *, period="2025", revision=0, lang="sv", at=NOON, **parts):
    return operations.write_reading(
        topic=topic, period=period, parts={"seen": seen, **parts}, lang=lang, by=None, at=at,
        revision=revision, author=" Anna ",
    )  # fmt: skip


def publish(reading, figures=(), at=NOON):
    return operations.publish_reading(reading=reading, figures=list(figures), by=None, at=at)


def state(period=""):
    (page,) = published_state("nord", "sv", today=TODAY, period=period)
    return page


def test_topics_stand_under_their_elements_in_the_order_they_are_put(version):
    one, two = topic(version, "Ett"), topic(version, "Två")
    other = topic(version, "Tre", key="forsta-malet")
    operations.order_topics(plan=version.plan, key=AREA, order=[two.pk, one.pk], **DO)
    page = state()
    assert [(section.key, [str(each.title) for each in section.topics])
            for section in page.sections] == [
        (AREA, ["Två", "Ett"]), ("forsta-malet", ["Tre"]),
    ]  # fmt: skip
    assert (page.plan, page.region, page.place.key, other.order) == ("plan", "nord", "nord", 2)


def test_a_topic_needs_a_title_and_an_element(version):
    with pytest.raises(EmptyText):
        topic(version, " ")
    with pytest.raises(NoSuchElement):
        topic(version, key="nothing")


def test_a_topic_is_named_anew_translated_and_protected_from_two_editors(version):
    made = topic(version)
    change = {"topic": made, "order": 0, **DO}
    operations.change_topic(title="Folket", lang="sv", revision=1, **change)
    operations.change_topic(title="Folkene", lang="nb", revision=2, **change)
    made.refresh_from_db()
    assert [str(made.titled(lang)) for lang in ("sv", "nb")] == ["Folket", "Folkene"]
    with pytest.raises(ChangedMeanwhile) as caught:
        operations.change_topic(title="Folk", lang="sv", revision=2, **change)
    assert caught.value.current.revision == 3
    with pytest.raises(EmptyText):
        operations.change_topic(title=" ", lang="sv", revision=3, **change)


def test_an_ended_topic_is_not_shown_but_its_readings_stay(version):
    made = topic(version)
    publish(write(made))
    operations.end_topic(topic=made, why="Slut", **DO)
    assert (published_state("nord", "sv", today=TODAY), Reading.objects.count()) == ((), 1)
    with pytest.raises(operations.AlreadyEnded):
        operations.end_topic(topic=made, **DO)


def test_charts_compare_years_sexes_ages_or_places(version, people):
    made = topic(version)
    operations.set_charts(topic=made, charts=[(people, "places"), (people, "sexes")], **DO)
    places, sexes = state().sections[0].topics[0].charts
    assert (places.view, [(each.place.key, each.series.latest.value) for each in places.places]) == (
        "places", [("NO-1", 70.0), ("NO-2", 80.0)],
    )  # fmt: skip
    assert (sexes.view, sexes.places) == ("sexes", ())
    assert [(each.sex, each.latest.value) for each in sexes.sexes] == [("F", 75.0)]


def test_charts_set_anew_replace_the_former_and_the_journal_has_both(version, people):
    made = topic(version)
    operations.set_charts(topic=made, charts=[(people, "time")], **DO)
    operations.set_charts(topic=made, charts=[(people, "ages")], **DO)
    assert [row.view for row in made.charts.all()] == ["ages"]
    entry = Entry.objects.filter(operation="set-charts").order_by("-pk").first()
    assert (entry.before, entry.after) == (
        {"charts": ["people: time"]}, {"charts": ["people: ages"]},
    )  # fmt: skip


def test_charts_that_make_no_sense_are_refused_and_the_former_stay(version, people):
    made = topic(version)
    operations.set_charts(topic=made, charts=[(people, "time")], **DO)
    many = [(make_indicator(), "time") for _ in range(13)]
    for charts, code in [([(people, "pie")], "unknown-view"), (many, "too-many-charts"),
                         ([(people, "time")] * 2, "chart-twice")]:  # fmt: skip
        with pytest.raises(BadReading, match=code):
            operations.set_charts(topic=made, charts=charts, **DO)
    assert made.charts.count() == 1


def test_a_reading_is_seen_by_nobody_before_it_is_published(version):
    made = topic(version)
    reading = write(made, why="Därför", then="Nu")
    assert (state().sections[0].topics[0].reading, state().periods) == (None, ())
    publish(reading)
    told = state().sections[0].topics[0].reading
    assert (told.period, str(told.seen), str(told.why), str(told.then), told.author) == (
        "2025", "Vi ser", "Därför", "Nu", "Anna",
    )  # fmt: skip
    assert (told.published_at, state().periods) == (NOON, ("2025",))


def test_writing_what_somebody_else_wrote_meanwhile_is_refused(version):
    made = topic(version)
    write(made, "Anna")
    write(made, "Bertil", revision=1)
    for revision in (0, 1):
        with pytest.raises(ChangedMeanwhile) as caught:
            write(made, "Cecilia", revision=revision)
        assert Texts.read(caught.value.current.seen).get("sv") == "Bertil"


def test_publishing_another_text_than_was_read_is_refused(version):
    made = topic(version)
    reading = write(made)
    write(made, "Något annat", revision=1)
    with pytest.raises(ChangedMeanwhile):
        operations.publish_reading(reading=reading, figures=[], revision=1, **DO)


def test_a_reading_can_be_translated(version):
    made = topic(version)
    write(made, "Vi ser")
    write(made, "Vi ser det", revision=1, lang="nb")
    publish(Reading.objects.get())
    (page,) = published_state("nord", "nb", today=TODAY)
    assert str(page.sections[0].topics[0].reading.seen) == "Vi ser det"


def test_a_published_reading_cannot_be_changed_and_former_ones_stay(version):
    made = topic(version)
    first = publish(write(made, "Första", period="2024"))
    for attempt in (
        lambda: publish(first),
        lambda: operations.discard_reading(reading=first, **DO),
    ):
        with pytest.raises(operations.AlreadyEnded):
            attempt()
    second = write(made, "Andra", at=NOON + DAY)
    assert second.pk != first.pk
    publish(second, at=NOON + DAY)
    found = state().sections[0].topics[0]
    assert (str(found.reading.seen), [str(each.seen) for each in found.earlier]) == (
        "Andra", ["Första"],
    )  # fmt: skip
    then = state(period="2024")
    assert str(then.sections[0].topics[0].reading.seen) == "Första"
    assert then.periods == ("2025", "2024")


def test_an_empty_reading_or_one_for_no_period_is_refused(version):
    made = topic(version)
    with pytest.raises(BadReading, match="not-a-period"):
        write(made, period="soon")
    with pytest.raises(EmptyText):
        publish(write(made, " "))


def test_a_discarded_reading_is_gone_but_its_words_stand_in_the_journal(version):
    reading = write(topic(version), "Bort")
    operations.discard_reading(reading=reading, **DO)
    entry = Entry.objects.get(operation="discard-reading")
    assert (Reading.objects.count(), entry.before["seen"]["sv"]["text"]) == (0, "Bort")


def kept(version, indicator):
    """What is kept of the figures and verdicts with a reading, as the workspace does."""
    desk = Desk(TODAY)
    verdicts = {
        t.indicator_id: desk.judged(t).verdict.kind.value for t in version.plan.targets.all()
    }
    return snapshot(desk, "nord", [indicator], verdicts)


def test_a_reading_keeps_the_figures_as_they_stood(version, people):
    make_target(version, people)
    assert kept(version, people) == [
        {"indicator": "people", "period": "2025", "value": 150.0, "verdict": "on_track"}
    ]
    assert snapshot(Desk(TODAY), "nord", [make_indicator("none")], {}) == [
        {"indicator": "none", "period": None, "value": None, "verdict": None}
    ]


def test_the_page_says_what_has_changed_since_a_reading_was_published(version, people):
    made = topic(version)
    operations.set_charts(topic=made, charts=[(people, "time")], **DO)
    make_target(version, people)
    publish(write(made), kept(version, people))
    assert state().sections[0].topics[0].charts[0].changed == ()
    deliver(people, {("NO-1", "2025"): 60, ("NO-1", "2026"): 40, ("NO-2", "2026"): 60},
            at=NOON + DAY, complete=False)  # fmt: skip
    (chart,) = state().sections[0].topics[0].charts
    assert chart.changed == (
        ChangedSince("new", "2026", 150.0, 100.0),
        ChangedSince("revised", "2025", 150.0, 140.0),
        ChangedSince("verdict", "2030", "on_track", "off_track"),
    )


SERIES = Series("nord", (Point("2024", 1.0), Point("2025", 2.0)))


@pytest.mark.parametrize(
    ("figures", "series", "changed"),
    [
        (None, SERIES, ()),
        ({"period": "2025", "value": 2.0}, SERIES, ()),
        ({"period": None, "value": None}, SERIES, (ChangedSince("new", "2025", None, 2.0),)),
        ({"period": "2025", "value": 3.0}, SERIES, (ChangedSince("revised", "2025", 3.0, 2.0),)),
        ({"period": "2026", "value": 3.0}, SERIES, (ChangedSince("revised", "2026", 3.0, None),)),
        ({"period": "2024", "value": 1.0}, SERIES, (ChangedSince("new", "2025", 1.0, 2.0),)),
    ],
)
def test_what_is_new_revised_and_taken_back_is_told(figures, series, changed):
    assert changed_since(figures, series, None) == changed


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_a_constant_number_of_times(many, django_assert_num_queries, version):
    for number in range(many):
        found = make_indicator(f"people-{number}")
        deliver(found, {("NO-1", "2025"): 1, ("NO-2", "2025"): 2})
        operations.set_charts(topic=topic(version), charts=[(found, "time")], **DO)
    with django_assert_num_queries(13):
        assert [t.charts[0].series.latest.value for t in state().sections[0].topics] == [3.0] * many
