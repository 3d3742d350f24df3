"""Second look at the headings: labels take their names, lists and quotes are told from headings."""

from __future__ import annotations

from dataclasses import replace

from .parts import Part, depth
from .ranks import SOFT_NAMED


def vision_lines(parts: list[Part]) -> list[Part]:
    """A short line right under "Vision" is the vision, not a heading of its own."""
    result = list(parts)
    for at in range(1, len(result)):
        label = result[at - 1].label
        if not label or label.role != "vision" or label.name or result[at - 1].kind != "heading":
            continue
        part = result[at]
        large = _larger(part, result[at - 1]) and len(part.text.split()) >= 3
        plain = part.kind == "heading" and not part.label and not part.number
        if plain and (part.soft or large):
            result[at] = replace(part, kind="text", rank=0, text=part.para.text)
    return result


def _larger(part: Part, label: Part) -> bool:
    """A vision is often set in larger letters than the word above it."""
    size, above = part.para.size, label.para.size
    return part.para.level is None and bool(size and above and size > above + 0.4)


def number_runs(parts: list[Part]) -> list[Part]:
    """Numbered lines in a row under a label, each with room above, are its list."""
    result = list(parts)
    start = 0
    while start < len(result):
        label = result[start].label
        end = start + 1
        if result[start].kind == "heading" and label and not label.name and label.role in _LISTED:
            while end < len(result) and _plain_number(result[end], result[start + 1]):
                end += 1
            if end - start > 2:
                for at in range(start + 1, end):
                    result[at] = Part("item", result[at].para, result[at].text, result[at].label)
        start = end
    return result


_LISTED = ("goal", "subgoal", "path", "measure", "advice", "result")


def _plain_number(part: Part, first: Part) -> bool:
    if (
        part.kind != "heading"
        or not part.number
        or part.para.level
        or part.para.bold
        or part.para.caps
    ):
        return False
    return (
        part.label is None
        and depth(part.number) == depth(first.number)
        and part.para.size == first.para.size
    )


def demote_interrupters(parts: list[Part]) -> list[Part]:
    """A lone short line between a labelled goal and its own list is a pull quote, no heading."""
    heads = [i for i, p in enumerate(parts) if p.kind == "heading"]
    goals = sum(1 for i in heads if _names_goal(parts[i]))
    if goals < 2:
        return parts
    result = list(parts)
    for first, middle, last in zip(heads, heads[1:], heads[2:], strict=False):
        line, label = parts[middle], parts[last].label
        lists = label and not label.name and label.role in ("path", "subgoal", "measure")
        plain = (
            line.soft
            and not line.label
            and not line.number
            and not line.para.caps
            and not line.para.bold
        )
        if _names_goal(parts[first]) and lists and plain and first + 1 < middle:
            result[middle] = replace(line, kind="quote", rank=0)
    return result


def _names_goal(part: Part) -> bool:
    return bool(part.label and part.label.role == "goal" and (part.label.name or part.label.number))


def name_labels(parts: list[Part]) -> list[Part]:
    """A label without a name takes the heading right below it: "MÅLBILD" + "Liv i hela länet"."""
    counts: dict[str, int] = {}
    for part in parts:
        if part.kind == "heading" and part.label and not part.label.name:
            counts[part.text.lower()] = counts.get(part.text.lower(), 0) + 1
    result: list[Part] = []
    skip = False
    for index, part in enumerate(parts):
        if skip:
            skip = False
            continue
        after = next((p for p in parts[index + 1 : index + 2]), None)
        if after and _takes_name(part, after, counts, parts, index):
            assert part.label is not None
            merged = replace(part.para, last=after.para.last, text=f"{part.para.text} {after.text}")
            label = replace(part.label, name=after.text, plural=False)
            rank = part.rank if not part.soft else SOFT_NAMED.get(label.role, part.rank)
            if part.soft and after.kind == "heading" and not after.soft:
                rank = after.rank  # the name carries the layout, the label stands small above it
            result.append(replace(part, text=after.text, label=label, para=merged, rank=rank))
            skip = True
        else:
            result.append(part)
    return result


def _takes_name(
    part: Part, after: Part, counts: dict[str, int], parts: list[Part], index: int
) -> bool:
    label = part.label
    if part.kind != "heading" or not label or label.name or after.label or after.number:
        return False
    if label.role not in SOFT_NAMED or after.kind not in ("heading", "text"):
        return False
    short = len(after.text) <= 140 and len(after.text.split()) <= 18
    if label.number or not label.plural:
        closed = after.kind == "heading" or (short and not after.text.rstrip().endswith(":"))
        return (closed and label.role not in ("measure", "path", "principle", "challenge")) or bool(
            label.number and closed
        )
    if (
        label.role not in ("goal", "subgoal", "goalarea")
        or after.kind != "heading"
        or label.qualifier
    ):
        return False
    if not part.soft and after.rank > part.rank:
        return _is_alone(parts, index) and counts[part.text.lower()] >= 2
    strictly_plural = not _may_be_single(part.text)
    return (
        counts[part.text.lower()] >= 2
        and not strictly_plural
        and (after.rank >= 60 or not after.soft)
    )


def _may_be_single(text: str) -> bool:
    low = text.lower().rstrip(":")
    return low.endswith(("mål", "goal", "tavoite", "objective", "målsætning"))


def _is_alone(parts: list[Part], index: int) -> bool:
    """Only one heading of that rank follows before the next label."""
    rank = parts[index + 1].rank
    for later in parts[index + 2 :]:
        if later.kind == "heading" and (later.label or later.rank < rank):
            return True
        if later.kind == "heading" and later.rank == rank:
            return False
    return True
