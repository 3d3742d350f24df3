"""The words of the genre: which heading words name which role, by language.

Phrases are lower case, separated by semicolons. Write every form that stands in headings
(singular, plural, definite, compound); the matcher does no stemming. A new word or language
is added here and nowhere else.
"""

from .attributes import ATTRIBUTES, COLUMN_NAMES
from .chapters import FOLLOWERS, MODIFIERS, OTHER_CHAPTER_STARTS, OTHER_CHAPTERS
from .plural import PLURAL
from .singular import GOAL_AREAS, LIST_ONLY, NUMBERED, SINGULAR
from .spoken import SPOKEN

__all__ = [
    "ATTRIBUTES",
    "COLUMN_NAMES",
    "FOLLOWERS",
    "GOAL_AREAS",
    "LIST_ONLY",
    "MODIFIERS",
    "NUMBERED",
    "OTHER_CHAPTERS",
    "OTHER_CHAPTER_STARTS",
    "PLURAL",
    "SINGULAR",
    "SPOKEN",
]
