"""Which of our six languages a text is written in, by its small words."""

from __future__ import annotations

from collections import Counter

from .labels import WORD

# Words that tell a language; those shared by two count for both.
_WORDS: dict[str, str] = {
    "sv": "och att är för som ett inte till från på av med det en vi ska har kan eller också efter mellan "
    "genom vår våra utveckling samverkan samt där när hur vad blir varje kommuner länet finns mål "
    "åtgärder målbild områden utmaningar den de i om",
    "nb": "og å er for som et ikke til fra på av med det en vi skal har kan eller også etter mellom gjennom "
    "vår våre utvikling samarbeid der når hvordan hva blir hver kommuner finnes mål tiltak områder "
    "utfordringer seg noen ut opp mer flere bedre den de i om være bli fremover",
    "nn": "og å er for som eit ikkje til frå på av med det ein vi skal har kan eller også etter mellom gjennom "
    "vår våre utvikling samarbeid der når korleis kva blir kvar kommunar finst mål tiltak område "
    "utfordringar seg nokon ut opp meir fleire betre den dei i om vere bli framover me òg desse noko sjølv "
    "berre gjere auka auke skape kommunane fylket vidare heile saman tenester arbeidsplassar måla",
    "da": "og at er for som et ikke til fra på af med det en vi skal har kan eller også efter mellem gennem "
    "vores udvikling samarbejde der når hvordan hvad bliver hver kommuner findes mål indsatser områder "
    "udfordringer sig nogle ud op mere flere bedre den de i om være blive tiltag kommune uden styrke "
    "regionen arbejde muligheder unge måde skabe tæt sammen",
    "fi": "ja on ei se että sekä tai kun joka ovat myös mukaan kanssa sen ne voi maakunnan kehittäminen "
    "tavoite toimenpiteet alueen vuoteen uusien uusia yhteistyö kunnat osaaminen elinvoima tavoitteet "
    "vahvistetaan kehitetään lisätään edistetään asukkaiden",
    "en": "and the of to in is for that with on by our we are will from as be or at this an it has more "
    "region between through goals measures development areas people not",
}
# Words found in one language only weigh more; they part the close neighbours.
_TELLING: dict[str, str] = {
    "sv": "och är för ett inte från ska också våra utveckling där när hur vad åtgärder är",
    "nb": "slik våre vår gjør kjenner bruker gjennom mellom ut opp blir "
    "ikke fra hvordan hva mer flere noen være utvikling utfordringer hver et bedre områder",
    "nn": "gjer brukar kjenner gjennom mellom våre vår blir skule "
    "ikkje frå eit ein korleis kva meir fleire nokon vere dei utfordringar kvar me òg betre noko heile "
    "saman kommunar kommunane auka auke",
    "da": "sådan børn laver gør kender bruger mad blandt lige støtte enhver både dem nye bliver "
    "af mellem gennem vores udvikling samarbejde bliver nogle udfordringer sig hvad indsatser tiltag "
    "uden skabe muligheder efter findes op ud",
    "fi": "ja on että sekä",
    "en": "the of and our we",
}
_ENDINGS: dict[str, tuple[str, ...]] = {
    "sv": ("het", "heten", "heter", "ning", "ningen", "orna", "arna"),
    "nb": ("het", "heten", "heter", "ene", "sjon", "sjonen"),
    "nn": ("leg", "ane", "leik", "heit", "sjon", "sjonen", "ande", "inga"),
    "da": ("hed", "heden", "heder", "ede", "erne", "skab", "skabet", "tion", "tionen"),
    "fi": ("ssa", "sta", "lla", "ttä", "sen", "ista", "aan", "iin", "jen", "ien"),
    "en": ("ing", "tion", "ness", "ment", "ity"),
}
_LIMIT = 6000


def detect_language(text: str, declared: str | None = None) -> tuple[str, bool]:
    """The two-letter code, and whether the text says so clearly."""
    counts = Counter(w.lower() for w in WORD.findall(text[: _LIMIT * 8])[:_LIMIT])
    scores = {
        code: sum(counts[w] for w in words.split())
        + 2 * sum(counts[w] for w in set(_TELLING[code].split()))
        + _letters(code, text)
        + sum(counts[w] for w in counts if w.endswith(_ENDINGS[code]) and len(w) > 4)
        for code, words in _WORDS.items()
    }
    ranked = sorted(scores, key=lambda code: -scores[code])
    best, second = scores[ranked[0]], scores[ranked[1]]
    known = "nb" if declared == "no" else declared
    if best < 3:
        return (known if known in _WORDS else "en"), known in _WORDS
    if best - second < max(2, 0.03 * best) and known in _WORDS:
        return str(known), True
    return ranked[0], best - second >= max(2, 0.03 * best)


def _letters(code: str, text: str) -> float:
    """Letters tell Swedish and Finnish from Norwegian and Danish in very short texts."""
    sample = text[:3000].lower()
    swedish = sample.count("ä") + sample.count("ö")
    norse = sample.count("æ") + sample.count("ø")
    if code in ("sv", "fi"):
        return min(swedish, 30) * 0.3
    if code == "da" and sample.count("æ") > 0.004 * len(sample):
        return min(norse, 30) * 0.3 + min(
            sample.count("æ"), 12
        )  # æ is several times rarer in Norwegian
    return min(norse, 30) * 0.3 if code in ("nb", "nn", "da") else 0.0
