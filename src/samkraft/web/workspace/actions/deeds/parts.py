"""What else belongs to an action: what it waits for, documents, principles, and what is said."""

from __future__ import annotations

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from samkraft.actions import operations as acting
from samkraft.actions.models import Action, Considered
from samkraft.actions.queries import adopted_elements
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.deed import Deed, bare, row_of
from samkraft.web.workspace.actions.fields import Radios, reworded, worded
from samkraft.web.workspace.forms.plain import Area, PlainForm

NEED = row_of("needs", "ended_at")
DOCUMENT = row_of("documents", "ended_at")
COMMENT = row_of("comments", "withdrawn_at")
CONSIDERED = {
    Considered.YES: _("Yes"),
    Considered.NO: _("No"),
    Considered.NOT_RELEVANT: _("It does not matter here"),
}


class NeedForm(PlainForm):
    needs = forms.ChoiceField(
        label=_("What has to come first"), help_text=_("Another action of the region.")
    )
    note = forms.CharField(label=_("What is needed from it"), required=False, max_length=400)


class DocumentForm(PlainForm):
    title = forms.CharField(label=_("What it is"), max_length=200)
    url = forms.CharField(
        label=_("Web address"), max_length=400,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip


class PrincipleForm(PlainForm):
    considered = forms.ChoiceField(
        label=_("Was it considered?"), widget=Radios, choices=list(CONSIDERED.items()),
        error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip
    text = Area(label=_("How, or why not"), required=False)


class CommentForm(PlainForm):
    text = Area(
        label=_("Comment"),
        help_text=_("Only those who work in the region, carry the action or take part see it."),
    )


def principle(desk, what: str):
    """A principle of the version in force, by its key."""
    rows = adopted_elements(desk.action.plan, "principle")
    found = next((row for row in rows if row.key == what), None)
    if found is None:
        raise Http404
    return found


def _need_form(desk, thing, data=None) -> NeedForm:
    form = NeedForm(data)
    form.fields["needs"].choices = choices.other_actions(desk.action, inside=desk.inside)
    return form


def _need(desk, thing, form, how):
    data = form.cleaned_data
    needs = Action.objects.select_related("plan").get(pk=data["needs"])
    return acting.need_action(action=desk.action, needs=needs, note=data["note"], **how)


def _end_need(desk, thing, form, how):
    return acting.end_dependency(dependency=thing, **how)


def _document_form(desk, thing, data=None) -> DocumentForm:
    return DocumentForm(data)


def _document(desk, thing, form, how):
    return acting.add_document(action=desk.action, **form.cleaned_data, **how)


def _end_document(desk, thing, form, how):
    return acting.end_document(document=thing, **how)


def _principle_form(desk, thing, data=None) -> PrincipleForm:
    there = desk.action.principle_answers.filter(element_key=thing.key).first()
    initial = {"considered": there.considered, "text": worded(there.text)} if there else {}
    return PrincipleForm(data, initial=initial)


def _principle(desk, thing, form, how):
    data, action = form.cleaned_data, desk.action
    there = action.principle_answers.filter(element_key=thing.key).first()
    text = reworded(there.text if there else None, data["text"], action.plan.language)
    return acting.answer_principle(
        action=action, key=thing.key, considered=data["considered"], text=text, **how
    )


def _comment_form(desk, thing, data=None) -> CommentForm:
    return CommentForm(data)


def _comment(desk, thing, form, how):
    return acting.comment(action=desk.action, text=form.cleaned_data["text"], **how)


def may_take_back(desk, comment) -> bool:
    """Whoever said it, or an editor."""
    return desk.may("comment" if comment.person_id == desk.person.pk else "edit")


def _take_back(desk, thing, form, how):
    return acting.withdraw_comment(comment=thing, **how)


DEEDS = (
    Deed("need-add", "needs", "update", _need_form, _need, _("It is saved what it waits for."),
         _("Add what has to come first"), _("Add")),
    Deed("need-end", "needs", "update", bare, _end_need, _("It waits for that no longer."),
         thing=NEED),
    Deed("document-add", "documents", "update", _document_form, _document,
         _("The document is added."), _("Add a document or page"), _("Add")),
    Deed("document-end", "documents", "update", bare, _end_document,
         _("The document is taken away."), thing=DOCUMENT),
    Deed("principle", "principles", "update", _principle_form, _principle,
         _("The answer is saved."), _("Answer"), _("Save"), thing=principle),
    Deed("comment", "comments", "comment", _comment_form, _comment, _("Your comment is there."),
         _("Say something"), _("Send")),
    Deed("comment-withdraw", "comments", "comment", bare, _take_back,
         _("The comment is taken away."), thing=COMMENT, allows=may_take_back),
)  # fmt: skip
