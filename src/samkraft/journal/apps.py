from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "samkraft.journal"
    label = "journal"
