"""What can be done to an action from its page: good input is kept, bad input is explained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.web.workspace.actions import refusals
from tests.factories import make_action, make_body, make_milestone, make_organisation, make_person
from tests.web.workspace.actions.conftest import DO, At, log_in, sv

pytestmark = pytest.mark.django_db


def errors(answer) -> dict[str, str]:
    """What the open form says is wrong, by field."""
    assert answer.status_code == 200, answer.status_code
    return {name: " ".join(texts) for name, texts in answer.context["panel"].form.errors.items()}


def done(answer) -> bool:
    return answer.status_code == 302


def test_the_page_shows_every_part_and_opens_the_form_that_is_asked_for(at):
    text = at.text()
    for part in ("reports", "about", "dates", "who", "stage", "milestones", "partners", "money",
                 "needs", "documents", "principles", "experiments", "comments", "history"):  # fmt: skip
        assert f'id="{part}"' in text, part
    assert 'name="title"' not in text
    assert 'name="title"' in at.text(open="words")
    for nonsense in ("fly", "milestone", "milestone:x", "milestone:9999", "words:1", "publish"):
        assert at.get(open=nonsense).context["panel"] is None


def test_a_deed_that_is_only_opened_leads_to_the_form_and_changes_nothing(at):
    assert at.get("words/")["Location"] == f"{at.base}?open=words#about"
    step = make_milestone(at.action)
    assert at.get(f"milestone/{step.pk}/")["Location"].endswith(
        f"?open=milestone:{step.pk}#milestones"
    )
    assert at.get("publish/")["Location"] == f"{at.base}#stage"


def test_words_are_changed_and_dates_and_translations_stay(at, version):
    do.move_dates(action=at.action, start="2026", due="hösten 2027", why="", **DO)
    Action.objects.filter(pk=at.action.pk).update(
        title=sv("Ett arbete").with_translation("nb", "Et arbeid").value()
    )
    sent = {
        "title": "Ett bättre arbete", "how": "Tillsammans", "elements": ["ett-mal"],
        "target_groups": "unga, gamla", "tags": "Youth, Egen tagg", "external_id": "A1",
        "revision": at.now().revision,
    }  # fmt: skip
    assert done(at.post("words/", **sent))
    now = at.now()
    assert (now.due_text, now.tags, now.target_groups) == (
        "hösten 2027", ["egen-tagg", "youth"], ["unga", "gamla"]
    )  # fmt: skip
    assert [row.element_key for row in now.elements.all()] == ["ett-mal"]
    assert (now.title["sv"]["text"], now.title["nb"]["text"]) == ("Ett bättre arbete", "Et arbeid")


def test_words_without_a_title_or_with_a_number_that_is_taken_are_explained(at, version):
    make_action(version, "Annat", external_id="A1")
    revision = at.now().revision
    assert "title" in errors(at.post("words/", title=" ", revision=revision))
    answer = at.post("words/", title="Nytt", external_id="A1", revision=revision)
    assert list(errors(answer)) == ["external_id"]
    assert "Nytt" in answer.content.decode()
    assert "elements" in errors(at.post("words/", title="x", elements=["gissat"]))


def test_a_moved_date_asks_why_and_the_old_one_stays_struck(at):
    revision = at.now().revision
    assert done(at.post("dates/", start="2026", due="2027-05", revision=revision))
    revision = at.now().revision
    assert list(errors(at.post("dates/", start="2026", due="2028", revision=revision))) == ["why"]
    moved = {"start": "2026", "due": "autumn 2028", "why": "Utbildaren slutade"}
    assert done(at.post("dates/", revision=revision, **moved))
    text = at.text()
    assert "May 2027</s>" in text
    assert "Utbildaren slutade" in text
    assert "autumn 2028" in text


@pytest.mark.parametrize(("sent", "field"), [
    ({"due": "snart"}, "due"), ({"start": "2028", "due": "2027"}, "due"),
])  # fmt: skip
def test_times_that_cannot_be_are_explained_at_their_field(at, sent, field):
    assert list(errors(at.post("dates/", revision=at.now().revision, **sent))) == [field]


def test_who_carries_it_is_chosen_among_those_that_exist(at, region):
    firm, person = make_organisation(region), make_person("reader", region)
    sent = {"carrier": f"organisation:{firm.pk}", "role": "chef", "person": person.pk}
    assert done(at.post("assign/", revision=at.now().revision, **sent))
    now = at.now()
    assert (now.organisation, now.body, now.person, now.consent) == (firm, None, person, "asked")
    assert now.role["sv"]["text"] == "chef"
    for carrier in ("organisation:99999", f"organisation:{make_organisation().pk}", "body:1", "x"):
        assert "carrier" in errors(at.post("assign/", carrier=carrier, revision=now.revision))


def test_a_new_structure_asks_its_reason_and_names_the_standing_ones(at, region):
    make_body(region, "naringsutskottet")
    new = make_body(region, "ny-grupp", existing=False, new_reason="Behövs")
    sent = {"carrier": f"body:{new.pk}", "revision": at.now().revision}
    said = errors(at.post("assign/", **sent))
    assert list(said) == ["reason"]
    assert "Naringsutskottet" in said["reason"]
    assert done(at.post("assign/", reason="Utskottet har inte tid", **sent))
    assert (at.now().body, at.now().new_structure_reason) == (new, "Utskottet har inte tid")


def test_an_assignment_is_accepted_or_declined_with_the_reason(at, client, carrier):
    person = make_person(organisation=carrier)
    Action.objects.filter(pk=at.action.pk).update(consent="asked")
    log_in(client, person)
    assert list(errors(at.post("answer/", answer="decline"))) == ["why"]
    assert done(at.post("answer/", answer="decline", why="Ingen tid"))
    assert (at.now().consent, at.now().consent_why) == ("declined", "Ingen tid")
    answer = at.post("answer/", answer="accept", **{"from": "home"})
    assert (at.now().consent, answer["Location"][:14]) == ("accepted", "/en/workspace/")


def test_the_responsible_person_alone_chooses_whether_the_name_is_shown(at, client, region):
    person = make_person("reader", region, name="Kim Kimsson")
    do.assign_action(
        action=at.now(), revision=at.now().revision, responsible=do.Responsible(person=person),
        **DO,
    )  # fmt: skip
    assert at.post("name/", agreed="1").status_code == 403
    log_in(client, person)
    assert "Show my name to everybody" in at.text()
    assert done(at.post("name/", agreed="1"))
    assert at.now().name_published
    assert done(at.post("name/", agreed=""))
    assert not at.now().name_published


def test_only_the_passages_that_are_allowed_are_offered(at):
    def offered() -> list[str]:
        panel = at.get(open="stage").context["panel"]
        return [code for code, _word in panel.form.fields["stage"].choices]

    assert offered() == ["paused", "done", "stopped", "handed_over"]
    assert "stage" in errors(at.post("stage/", stage="decided", revision=at.now().revision))
    assert done(at.post("stage/", stage="done", revision=at.now().revision))
    assert offered() == ["under_way", "handed_over"]


def test_a_pause_asks_why_and_a_hand_over_asks_owner_and_day(at, region):
    revision = at.now().revision
    assert list(errors(at.post("stage/", stage="paused", revision=revision))) == ["why"]
    over = {"stage": "handed_over", "why": "Klart", "revision": revision}
    assert list(errors(at.post("stage/", **over))) == ["handed_to_name"]
    assert list(errors(at.post("stage/", handed_to_name="Driften", **over))) == ["follow_up_on"]
    firm = make_organisation(region)
    assert done(at.post("stage/", handed_to=firm.pk, follow_up_on="2027-11-01", **over))
    now = at.now()
    assert (now.stage, now.handed_to, now.follow_up_on) == (
        "handed_over", firm, date(2027, 11, 1)
    )  # fmt: skip
    assert "Carried on by" in at.text()


def test_a_stage_of_tomorrow_is_explained(at):
    answer = at.post("stage/", stage="done", on="2999-01-01", revision=at.now().revision)
    assert list(errors(answer)) == ["on"]


def test_a_proposal_is_shown_to_everybody_or_taken_up(page, version, region):
    by = make_person("contributor", region)
    shown, taken = (
        make_action(version, title, stage="proposed", by=by) for title in ("Ett förslag", "Två")
    )
    assert (shown.published_at, taken.published_at) == (None, None)
    assert done(At(page.client, shown).post("publish/"))
    at = At(page.client, taken)
    assert done(at.post("stage/", stage="decided", revision=taken.revision))
    assert At(page.client, shown).now().published_at
    assert at.now().published_at


def test_withdrawing_asks_why(at):
    assert list(errors(at.post("withdraw/", why=" "))) == ["why"]
    assert done(at.post("withdraw/", why="Dubbel", revision=at.now().revision))
    assert at.now().withdrawn_why == "Dubbel"


def test_milestones_are_added_changed_reached_moved_ordered_and_withdrawn(at):
    assert list(errors(at.post("milestone-add/", title="", due="x"))) == ["title", "due"]
    for title in ("Ett", "Två", "Tre"):
        assert done(at.post("milestone-add/", title=title, due="2027-05", criterion="Syns"))
    one, two, three = at.action.milestones.all()
    assert done(at.post(f"milestone-step/{three.pk}/", do="up"))
    assert list(at.action.milestones.all()) == [one, three, two]
    moved = {"title": "Ett nytt", "due": "2027-09", "revision": 1}
    assert list(errors(at.post(f"milestone/{one.pk}/", **moved))) == ["why"]
    assert done(at.post(f"milestone/{one.pk}/", why="Sent", **moved))
    reach = f"milestone-reach/{two.pk}/"
    assert list(errors(at.post(reach, on="2999-01-01", revision=1))) == ["on"]
    assert done(at.post(reach, on="2026-03-01", revision=1))
    assert list(errors(at.post(f"milestone-withdraw/{three.pk}/", why=""))) == ["why"]
    assert done(at.post(f"milestone-withdraw/{three.pk}/", why="Onödig"))
    one.refresh_from_db(), two.refresh_from_db(), three.refresh_from_db()
    assert (one.title["sv"]["text"], one.due_text, two.done_on, three.withdrawn_why) == (
        "Ett nytt", "2027-09", date(2026, 3, 1), "Onödig"
    )  # fmt: skip
    answer = at.post(f"milestone/{three.pk}/", title="Min text", revision=1)
    assert (answer.status_code, "Min text" in answer.content.decode()) == (409, True)
    assert at.get(open=f"milestone:{three.pk}").context["panel"] is None


def test_partners_are_invited_once_answer_tell_and_leave(at, region):
    firm = make_organisation(region)
    assert list(errors(at.post("partner-invite/", organisation=""))) == ["organisation"]
    assert done(at.post("partner-invite/", organisation=firm.pk, role="hjälper"))
    assert list(errors(at.post("partner-invite/", organisation=firm.pk))) == ["organisation"]
    partner = at.action.partners.get()
    answer = f"partner-answer/{partner.pk}/"
    assert list(errors(at.post(answer, answer="decline"))) == ["why"]
    assert done(at.post(answer, answer="accept"))
    assert done(at.post(f"partner-part/{partner.pk}/", part="Vår del", revision=2))
    assert "Vår del" in at.text()
    assert done(at.post(f"partner-end/{partner.pk}/", why="Klart"))
    partner.refresh_from_db()
    assert (partner.answer, partner.ended_why) == ("accepted", "Klart")


def test_money_is_added_corrected_and_withdrawn(at):
    line = {"level": "regional", "year": "2026", "currency": "NOK", "funder": "Fondet"}
    assert list(errors(at.post("money-add/", **line))) == ["promised"]
    assert list(errors(at.post("money-add/", **line, promised="-5"))) == ["promised"]
    assert list(errors(at.post("money-add/", **line, spent="mycket"))) == ["spent"]
    assert list(errors(at.post("money-add/", **{**line, "year": "1066"}, spent="1"))) == ["year"]
    assert "currency" in errors(at.post("money-add/", **{**line, "currency": "USD"}, spent="1"))
    assert done(at.post("money-add/", **line, promised="1 200 000,50"))
    money = at.action.money.get()
    assert (money.promised, money.spent, money.currency) == (Decimal("1200000.50"), None, "NOK")
    assert "1,200,000.50" in at.text()
    change = f"money/{money.pk}/"
    assert done(at.post(change, **line, promised="1000", spent="0", revision=1))
    money.refresh_from_db()
    assert (money.promised, money.spent) == (Decimal(1000), Decimal(0))
    assert list(errors(at.post(f"money-withdraw/{money.pk}/", why=""))) == ["why"]
    assert done(at.post(f"money-withdraw/{money.pk}/", why="Fel"))
    assert "Fondet" not in at.text().split('id="history"')[0]


def test_what_it_waits_for_never_goes_in_a_circle(at, version):
    other = make_action(version, "Annat")
    assert done(at.post("need-add/", needs=other.pk, note="rum"))
    assert "Annat" in at.text()
    back = At(at.client, other)
    assert list(errors(back.post("need-add/", needs=at.action.pk))) == ["needs"]
    need = at.action.needs.get()
    assert done(at.post(f"need-end/{need.pk}/"))
    assert not at.action.needs.filter(ended_at=None).exists()


def test_documents_need_a_whole_web_address(at):
    for url in ("javascript:alert(1)", "example.org", ""):
        assert list(errors(at.post("document-add/", title="x", url=url))) == ["url"]
    assert done(at.post("document-add/", title="Rapport", url="https://example.org/r"))
    document = at.action.documents.get()
    assert 'href="https://example.org/r"' in at.text()
    assert done(at.post(f"document-end/{document.pk}/"))
    assert 'href="https://example.org/r"' not in at.text()


def test_principles_are_answered_and_answered_anew(at):
    assert "nobody has said" in at.text()
    assert list(errors(at.post("principle/alla-med/", text="Så"))) == ["considered"]
    assert done(at.post("principle/alla-med/", considered="yes", text="Alla bjöds in"))
    assert done(at.post("principle/alla-med/", considered="not_relevant", text=""))
    answer = at.action.principle_answers.get()
    assert (answer.considered, answer.text) == ("not_relevant", {})


def test_experiments_are_begun_and_concluded_and_may_fail(at):
    assert list(errors(at.post("experiment-add/", hypothesis=""))) == ["hypothesis"]
    assert done(at.post("experiment-add/", hypothesis="Om vi frågar svarar fler"))
    trial = at.action.experiments.get()
    end = f"experiment-conclude/{trial.pk}/"
    missing = errors(at.post(end, outcome="Inga fler svarade", revision=1))
    assert list(missing) == ["lesson", "decision"]
    sent = {"outcome": "Inga fler svarade", "lesson": "Fråga på annat sätt", "decision": "adjust"}
    assert done(at.post(end, revision=1, **sent))
    change = f"experiment/{trial.pk}/"
    assert done(at.post(change, hypothesis="Bättre sagt", outcome="x", lesson="y", revision=2))
    trial.refresh_from_db()
    assert (trial.decision, trial.hypothesis["sv"]["text"]) == ("adjust", "Bättre sagt")


def test_what_is_said_is_taken_back_by_whoever_said_it(at, client, region):
    assert list(errors(at.post("comment/", text="  "))) == ["text"]
    other = make_person("contributor", region)
    log_in(client, other)
    assert done(at.post("comment/", text="Mitt ord"))
    said = at.action.comments.get()
    log_in(client, make_person("contributor", region))
    assert at.post(f"comment-withdraw/{said.pk}/").status_code == 403
    log_in(client, other)
    assert done(at.post(f"comment-withdraw/{said.pk}/"))
    assert "Mitt ord" not in at.text()


def test_the_history_tells_who_when_why_before_and_after(at, coordinator):
    at.post("dates/", due="2027", revision=at.now().revision)
    at.post("dates/", due="2028", why="Utbildaren slutade", revision=at.now().revision)
    text = at.text("history/")
    assert f"{coordinator.name} moved the dates." in text
    assert "Utbildaren slutade" in text
    assert "<del>2027</del><ins>2028</ins>" in text.replace("> <", "><")
    assert "Samkraft wrote it down." in text
    journal = at.client.get("/en/workspace/norr/journal/").content.decode()
    assert f"Ett arbete: {coordinator.name} moved the dates." in journal


def test_every_refusal_has_a_sentence_in_plain_words():
    for kind in refusals.KINDS[:5]:
        for code in refusals.SENTENCES:
            assert refusals.said(kind(code)) != code
    assert "snart" in refusals.said(do.NotATime("snart"))


def test_proposals_of_others_are_no_choice_for_those_outside(at, version, carrier):
    secret = make_action(version, "Hemligt förslag", stage="proposed", public=False)
    shown = make_action(version, "Öppet arbete")
    for other in (secret, shown):
        do.need_action(action=at.action, needs=other, **DO)
    own = At(log_in(Client(), make_person(organisation=carrier)), at.action)
    texts = [each.text(query) for each in (at, own) for query in ("", "?open=need-add")]
    assert [("Hemligt förslag" in text, "Öppet arbete" in text) for text in texts] == [
        (True, True), (True, True), (False, True), (False, True),
    ]  # fmt: skip
    do.end_dependency(dependency=at.action.needs.get(needs=secret), **DO)
    assert "Hemligt förslag" not in own.text("?open=need-add")
    assert "Hemligt förslag" in at.text("?open=need-add")
