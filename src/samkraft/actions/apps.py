from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "samkraft.actions"
    label = "actions"
