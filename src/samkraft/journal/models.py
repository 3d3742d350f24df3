"""The journal: who did what, when, to what, before and after, and why."""

from django.db import models


class Entry(models.Model):
    """One operation. Entries are added and never changed; the database refuses otherwise.

    The journal lies below every other app, so it names things by words and numbers instead of
    links: `subject` is "plans.element" and `subject_id` its primary key. `by` is the person's
    number, None for the installation itself; a name is looked up when the entry is shown, so
    that nothing personal stays here when a person's record has ended.
    """

    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=80)
    region = models.SlugField(max_length=80, blank=True)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["region", "-at"], name="journal_region_at"),
            models.Index(fields=["subject", "subject_id", "-at"], name="journal_subject_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operation} {self.label}"
