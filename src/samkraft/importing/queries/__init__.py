"""Questions about imported documents, for those who may see drafts."""

from samkraft.importing.queries.drafts import Outlook, outlook, plans_to_renew
from samkraft.importing.queries.review import Line, Pointed, Review, Row, review_of, state_of
from samkraft.importing.queries.waiting import documents_under_review, interrupted

__all__ = [
    "Line",
    "Outlook",
    "Pointed",
    "Review",
    "Row",
    "documents_under_review",
    "interrupted",
    "outlook",
    "plans_to_renew",
    "review_of",
    "state_of",
]
