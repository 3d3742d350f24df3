"""What can be found: public texts only, one row for each language of each thing."""

from django.db import models


class Document(models.Model):
    """A public page in one language. `owner` is what put it here and may replace it.

    SQLite keeps an FTS5 index beside this table by triggers, PostgreSQL a text-search index.
    """

    owner = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=30)
    region = models.SlugField(max_length=80, blank=True)
    path = models.CharField(max_length=300)
    lang = models.CharField(max_length=5)
    title = models.TextField()
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["path", "lang"], name="search_path_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.lang})"
