from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "samkraft.indicators"
    label = "indicators"
