from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samkraft.plans"
    label = "plans"
