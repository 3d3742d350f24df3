"""Two people work on the same action: neither loses anything, and both see it."""

from __future__ import annotations

import pytest

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from tests.factories import make_milestone, report
from tests.web.workspace.actions.conftest import DO, At, log_in, sv

pytestmark = pytest.mark.django_db


def opened(at: At, what: str) -> dict:
    """What the form holds as somebody opens it: the hidden fields that go back with it."""
    panel = at.get(open=what).context["panel"]
    return {"seen": panel.seen, "revision": panel.form.initial["revision"]}


def rewrite(at: At, title: str) -> None:
    do.describe_action(
        action=at.now(), revision=at.now().revision, values=do.ActionValues(title=sv(title)), **DO
    )


def test_both_wordings_stand_side_by_side_and_mine_is_saved_when_i_say_so(at):
    mine = opened(at, "words")
    rewrite(at, "Deras ord")
    answer = at.post("words/", title="Mina ord", **mine)
    text = answer.content.decode()
    assert (answer.status_code, "Deras ord" in text, "Mina ord" in text) == (409, True, True)
    assert at.now().title["sv"]["text"] == "Deras ord"
    form = answer.context["panel"]
    again = {"seen": form.seen, "revision": form.form.data["revision"]}
    assert at.post("words/", title="Mina ord", **again).status_code == 302
    assert at.now().title["sv"]["text"] == "Mina ord"
    assert "<del>Deras" in at.text("history/")


def test_a_second_change_while_the_conflict_is_looked_at_is_a_conflict_again(at):
    mine = opened(at, "words")
    rewrite(at, "Deras ord")
    form = at.post("words/", title="Mina ord", **mine).context["panel"]
    rewrite(at, "Deras nya ord")
    again = {"seen": form.seen, "revision": form.form.data["revision"]}
    assert at.post("words/", title="Mina ord", **again).status_code == 409


def test_an_update_a_comment_or_a_milestone_meanwhile_is_no_conflict(at):
    mine, dates = opened(at, "words"), opened(at, "dates")
    report(at.action)
    make_milestone(at.action)
    do.comment(action=at.action, text="Hej", **DO)
    assert at.post("words/", title="Mina ord", **mine).status_code == 302
    assert at.post("dates/", due="2027", **dates).status_code == 302
    assert (at.now().title["sv"]["text"], at.now().due_text) == ("Mina ord", "2027")


def test_dates_moved_by_two_show_both(at):
    mine = opened(at, "dates")
    do.move_dates(action=at.now(), start="", due="2028", why="", **DO)
    answer = at.post("dates/", due="2029", why="Sent", **mine)
    assert (answer.status_code, at.now().due_text) == (409, "2028")
    assert "2028" in answer.content.decode()
    assert 'value="2029"' in answer.content.decode()


def test_a_stage_that_somebody_changed_meanwhile_is_not_passed_over(at):
    mine = opened(at, "stage")
    do.move_stage(action=at.now(), stage="paused", why="Väntar", **DO)
    answer = at.post("stage/", stage="stopped", why="Klart", **mine)
    assert (answer.status_code, at.now().stage) == (409, "paused")


@pytest.mark.parametrize("deed", ["milestone", "milestone-reach"])
def test_a_milestone_that_two_change_shows_both(at, deed):
    step = make_milestone(at.action, "Ett steg", "2027")
    mine = opened(at, f"{deed}:{step.pk}")
    do.describe_milestone(milestone=step, revision=1, title=sv("Deras steg"), criterion=sv(""),
                          due="2027", **DO)  # fmt: skip
    do.reach_milestone(milestone=step, on=None, **DO)
    sent = {"title": "Mitt steg", "due": "2027", "on": "2026-03-01"}
    answer = at.post(f"{deed}/{step.pk}/", **sent, **mine)
    step.refresh_from_db()
    # the day of reaching was not touched by the other, so only the words are in conflict
    expected = (409, None) if deed == "milestone" else (302, "2026-03-01")
    assert (answer.status_code, step.done_on and step.done_on.isoformat()) == expected


def test_two_updates_at_once_are_both_kept(at):
    for text in ("Den enas", "Den andras"):
        assert at.post("update/", judgement="on_track", text=text).status_code == 302
    told = {row.text["sv"]["text"] for row in at.action.reports.all()}
    assert told == {"Den enas", "Den andras"}


def test_an_update_whose_date_another_moved_tells_it_and_keeps_the_text(at):
    do.move_dates(action=at.now(), start="", due="2027", why="", **DO)
    do.move_dates(action=at.now(), start="", due="2028", why="Sent", **DO)
    sent = {"judgement": "behind", "text": "Min text", "due": "2029", "why": "Senare"}
    answer = at.post("update/", due_seen="2027", **sent)
    text = answer.content.decode()
    assert ("2028" in text, "Min text" in text, at.action.reports.count()) == (True, True, 0)
    seen = answer.context["form"].data["due_seen"]
    assert at.post("update/", due_seen=seen, **sent).status_code == 302
    assert (at.now().due_text, at.now().former_dates.count()) == ("2029", 2)


def test_an_update_without_a_new_date_leaves_what_another_moved(at):
    do.move_dates(action=at.now(), start="", due="2028", why="", **DO)
    assert at.post("update/", judgement="behind", due="2027", due_seen="2027").status_code == 302
    assert at.now().due_text == "2028"


def test_an_update_of_a_milestone_another_changed_tells_it_and_goes_the_second_time(at):
    step = make_milestone(at.action, "Ett steg", "2027")
    do.move_milestone(milestone=step, due="2028", why="Sent", **DO)
    name = f"m{step.pk}_"
    sent = {"judgement": "on_track", "text": "Min text", name + "done": "on", name + "due": "2028"}
    answer = at.post("update/", **sent, **{name + "revision": "1"})
    assert (answer.status_code, at.action.reports.count()) == (200, 0)
    assert "changed this milestone meanwhile" in answer.content.decode()
    revision = answer.context["form"].data[name + "revision"]
    assert at.post("update/", **sent, **{name + "revision": revision}).status_code == 302
    step.refresh_from_db()
    assert step.done_on
    assert at.action.reports.count() == 1


@pytest.mark.parametrize("how", ["reached", "withdrawn"])
def test_a_milestone_that_ended_meanwhile_is_told_before_it_is_passed_over(at, how):
    step = make_milestone(at.action, "Ett steg", "2027")
    if how == "reached":
        do.reach_milestone(milestone=step, on=step.action.made_on, **DO)
    else:
        do.withdraw_milestone(milestone=step, why="Onödig", **DO)
    name = f"m{step.pk}_"
    sent = {name + "due": "2028", name + "why": "Sent", name + "revision": "1"}
    answer = at.post("update/", judgement="behind", text="Min text", **sent)
    text = answer.content.decode()
    assert ("meanwhile" in text, "Min text" in text, at.action.reports.count()) == (True, True, 0)


def test_the_other_person_sees_who_changed_it(at, client, region, coordinator):
    from tests.factories import make_person

    other = make_person("editor", region, name="Otto Andersson")
    mine = opened(at, "words")
    log_in(client, other)
    theirs = opened(at, "words")
    assert at.post("words/", title="Ottos ord", **theirs).status_code == 302
    log_in(client, coordinator)
    text = at.post("words/", title="Mina ord", **mine).content.decode()
    assert "Otto Andersson changed the same" in text
    assert Action.objects.get(pk=at.action.pk).title["sv"]["text"] == "Ottos ord"
