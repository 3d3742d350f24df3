"""Filling the search index. Called by the operations that publish something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from samkraft.search.models import Document


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A public page in one language; `path` is its address without language and host."""

    kind: str
    region: str
    path: str
    lang: str
    title: str
    body: str = ""


@transaction.atomic
def put(*, owner: str, documents: Sequence[NewDocument]) -> None:
    """Make `documents` all that is found of `owner`; none takes the owner out of the index."""
    Document.objects.filter(owner=owner).delete()
    Document.objects.bulk_create(Document(owner=owner, **asdict(each)) for each in documents)
