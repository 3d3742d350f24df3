"""Links between apps point down the list and leave no name behind on the other side."""

from django.apps import apps

ORDER = [
    "importing", "actions", "plans", "indicators", "accounts", "places", "journal", "search",
]  # fmt: skip


def links():
    for model in apps.get_models():
        app = model._meta.app_label
        if app not in ORDER:
            continue
        for field in model._meta.get_fields():
            other = getattr(field, "remote_field", None)
            if other is None or (not hasattr(field, "attname") and not field.many_to_many):
                continue
            if field.auto_created:
                continue
            yield app, model, field, field.related_model._meta.app_label


def test_links_between_apps_point_down_the_list():
    upward = [
        f"{model.__name__}.{field.name} → {target}"
        for app, model, field, target in links()
        if target in ORDER and ORDER.index(target) < ORDER.index(app)
    ]
    assert upward == []


def test_links_between_apps_leave_no_name_behind():
    named = [
        f"{model.__name__}.{field.name}"
        for app, model, field, target in links()
        if target != app and not (field.remote_field.related_name or "").endswith("+")
    ]
    assert named == []


def test_there_are_links_to_look_at():
    assert sum(target != app for app, *_, target in links()) >= 5
