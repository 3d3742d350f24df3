"""A first guess at what the columns of somebody's list are, by words that people use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samkraft.actions.rules.importing import COLUMNS, NOT_THERE

# Whole headers in small letters, Norwegian, Swedish, Finnish and English.
USED: dict[str, tuple[str, ...]] = {
    "id": ("id", "nr", "kod", "kode", "tiltaksnr", "tiltak nr", "åtgärdsnr", "tunnus", "code"),
    "number": ("number", "nummer", "numero"),
    "title": (
        "title", "action", "measure", "tittel", "tiltak", "titel", "rubrik", "åtgärd", "insats",
        "aktivitet", "aktivitet/tiltak", "toimenpide", "otsikko", "doaibma",
    ),
    "how": (
        "how", "description", "beskrivelse", "beskriving", "beskrivning", "hvordan", "korleis",
        "hur", "genomförande", "gjennomføring", "kuvaus", "miten",
    ),
    "elements": (
        "elements", "goal", "goals", "mål", "delmål", "målområde", "tavoite", "tavoitteet",
        "hør til mål", "kopling till mål",
    ),
    "start": ("start", "oppstart", "startdato", "startdatum", "från", "fra", "alku"),
    "due": (
        "due", "deadline", "frist", "slutt", "slut", "sluttdato", "slutdatum", "klart", "klar",
        "ferdig", "til", "till", "määräaika",
    ),
    "stage": ("stage", "status", "fase", "fas", "läge", "tila"),
    "organisation": (
        "organisation", "organization", "responsible", "ansvarlig", "ansvarleg", "ansvarig",
        "ansvar", "eier", "tiltakseier", "ägare", "huvudansvarig", "hovedansvarlig", "vastuu",
        "vastuutaho",
    ),
    "body": ("body", "gruppe", "grupp", "arbeidsgruppe", "arbetsgrupp", "utvalg", "ryhmä"),
    "role": ("role", "rolle", "roll", "rooli", "kontaktperson"),
    "partners": (
        "partners", "partner", "partnere", "partnerar", "samarbeidspartnere", "samarbeid med",
        "samverkansparter", "samarbetspartner", "medverkande", "kumppanit",
    ),
    "tags": ("tags", "merkelapper", "stikkord", "taggar", "nyckelord", "tunnisteet"),
    "target_groups": ("target_groups", "target groups", "målgruppe", "målgrupp", "målgrupper",
                      "kohderyhmä"),
    "places": ("places", "kommune", "kommuner", "kommun", "sted", "plats", "paikka", "kunta"),
    "milestones": ("milestones", "milepæler", "milepælar", "milstolpar", "delsteg",
                   "välitavoitteet"),
    "money": ("money", "budsjett", "budget", "finansiering", "kostnad", "rahoitus"),
}  # fmt: skip

STAGES: dict[str, tuple[str, ...]] = {
    "proposed": ("foreslått", "föreslagen", "förslag", "forslag", "idea", "idé", "ehdotus"),
    "decided": (
        "planlagt", "planerad", "planned", "ikke startet", "ikkje starta", "ej påbörjad",
        "inte påbörjad", "not started", "vedtatt", "vedteke", "beslutad", "beslutat", "suunniteltu",
        "päätetty",
    ),
    "under_way": (
        "pågår", "pågående", "i gang", "påbegynt", "påbörjad", "påbörjat", "under arbeid",
        "ongoing", "in progress", "started", "käynnissä", "aloitettu",
    ),
    "paused": ("pauset", "på vent", "på pause", "pausad", "vilande", "on hold", "tauolla"),
    "done": (
        "ferdig", "fullført", "gjennomført", "gjennomførd", "klar", "klart", "klara", "avslutad",
        "avslutat", "avsluttet", "genomförd", "genomfört", "completed", "finished", "valmis",
    ),
    "stopped": ("stoppet", "stoppad", "avbrutt", "avbruten", "avlyst", "cancelled", "lopetettu"),
    "handed_over": ("i drift", "överlämnad", "overlevert"),
}  # fmt: skip


def guess_word(column: str, word: str) -> str:
    """Our word for one that is not known here, where people use it for one thing; else “”."""
    found = (code for code, words in STAGES.items() if _plain(word) in words)
    return next(found, "") if column == "stage" else ""


def guess(headers: Sequence[str], before: dict[str, str]) -> dict[str, str]:
    """For each of our columns the header that is most likely it: what was said last time, then
    the words people use. Each header is used once."""
    folded = {_plain(header): header for header in reversed(headers)}
    found = {
        column: header for column, header in before.items()
        if header != NOT_THERE and header in headers
    }  # fmt: skip
    for column in COLUMNS:
        for word in USED[column] if column not in found else ():
            header = folded.get(word)
            if header is not None and header not in found.values():
                found[column] = header
                break
    return found


def _plain(header: str) -> str:
    return re.sub(r"\s+", " ", header.casefold().strip(" :.*"))
