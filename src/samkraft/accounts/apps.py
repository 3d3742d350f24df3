from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samkraft.accounts"
    label = "accounts"
