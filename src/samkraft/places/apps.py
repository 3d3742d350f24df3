from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "samkraft.places"
    label = "places"
