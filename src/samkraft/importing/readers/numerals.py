"""Numbers of lists and headings as office programs write them."""

from __future__ import annotations

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MAX_LETTERED = 26 * 20
MAX_ROMAN = 4999


def roman(number: int) -> str:
    """A number in small Roman numerals; numbers outside 1–4999 stay Arabic."""
    if not 0 < number <= MAX_ROMAN:
        return str(number)
    text = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def letter(number: int) -> str:
    """A number as a letter, a to z, then aa, bb … as office programs count."""
    if not 0 < number <= MAX_LETTERED:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
