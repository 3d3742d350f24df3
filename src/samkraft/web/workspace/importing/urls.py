"""Addresses of the import; the workspace includes `importing_urls`."""

from django.urls import path

from samkraft.web.workspace.importing import correcting, making, reviewing, uploading

ITEM = "<int:document>/<int:item>/"

importing_urls = [
    path("new/<slug:region>/", uploading.new, name="import_new"),
    path("<int:document>/", reviewing.review, name="import_review"),
    path("<int:document>/state/", reviewing.state, name="import_state"),
    path("<int:document>/steps/", reviewing.steps, name="import_steps"),
    path("<int:document>/again/", uploading.again, name="import_again"),
    path("<int:document>/head/", correcting.head, name="import_head"),
    path("<int:document>/take-up/", correcting.take_up, name="import_take_up"),
    path("<int:document>/undo/", correcting.undo, name="import_undo"),
    path("<int:document>/draft/", making.draft, name="import_draft"),
    path("<int:document>/drop/", making.drop, name="import_drop"),
    path("<int:document>/reopen/", making.reopen, name="import_reopen"),
    path(ITEM + "change/", correcting.change, name="import_change"),
    path(ITEM + "kind/", correcting.kind, name="import_kind"),
    path(ITEM + "move/", correcting.move, name="import_move"),
    path(ITEM + "step/", correcting.step, name="import_step"),
    path(ITEM + "split/", correcting.split, name="import_split"),
    path(ITEM + "merge/", correcting.merge, name="import_merge"),
    path(ITEM + "leave-out/", correcting.leave_out, name="import_leave_out"),
]
