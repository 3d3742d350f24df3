"""Filling the search index. Called by the operations that publish something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from samkraft.lib.texts import Texts
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


def in_each_language(
    kind: str, region: str, path: str, title: dict, *bodies: dict
) -> list[NewDocument]:
    """A thing's page in every language that its title is written in."""
    titles = Texts.read(title)
    return [
        NewDocument(
            kind=kind,
            region=region,
            path=path,
            lang=lang,
            title=titles.get(lang) or "",
            body="\n".join(filter(None, (Texts.read(body).get(lang) for body in bodies))),
        )
        for lang in titles.languages
    ]
