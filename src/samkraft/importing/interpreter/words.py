"""Small words: conjunctions, weak line ends, verbs and sentence patterns, by purpose."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A hyphen before these is real: "kultur- och", "nasjonale- og", "koulu- ja".
CONJUNCTIONS = _words(
    "och eller samt og eller and or ja tai sekä und resp respektive respektiv henholdsvis"
)

# A line ending in one of these always goes on.
OPEN_ENDS = _words(
    "och eller samt og and or ja tai sekä för for i på av til till med om mot fra från frå som att at å "
    "den det de en ett et ein eit the a an of in to by with from on ved hos under over över genom "
    "gjennom gennem through mellan mellom mellem between uten utan uden without innen inom inden etter "
    "efter after er är is are kan ska skal vil ei är sin sitt sine sina våra våre vår our their its "
    "både mer mere more fler flere ikke inte ikkje not & nye nya new"
)

# Verbs that make a line a sentence, so that it is no run-in head and no heading.
FINITE_VERBS = _words(
    "är står har blir finns kan ska behöver måste får kommer var hade blev bör leder bidrar ger gör går "
    "krävs innebär påverkar er står har blir kan skal må får kommer var hadde ble bør vil leder bidrar "
    "gir gjør går finnes trenger vert kjem gjer treng skulle ville kunne hører bliver findes giver is are has have was were will can "
    "must should may needs need becomes does do lies stands gives makes on ovat voi pitää täytyy "
    "tulee oli olivat saa antaa tekee sijaitsee tarvitsee ei muodostaa kasvaa utgår utsätts bygger bygges byggs visar viser handlar handler omfattar omfatter skapar "
    "skaper skaber ökar øker aukar minskar minker växer vokser veks möter møter møder präglas preges saknar "
    "mangler manglar behövs trengs krev kreves kræver utgör utgjør udgør består inneholder innehåller "
    "fortsetter fortsätter fortsætter påvirker endrer förändras endres faller sjunker synker flytter flyttar "
    "gäller gjelder gælder finst hänger henger tyder heter vet vill ser går mår förblir forblir begränsar "
    "hemmer hindrar hindrer ger tar tager tek stärker styrker stärks styrkes säger sier siger anger beskriver "
    "skal gjev grows declines shrinks falls rises continues faces shows includes describes means remains "
    "vähenee kasvavat vaikuttaa vaatii koostuu perustuu kuvaa puuttuu on jatkuu laskee muuttavat lacks leaves live lives works bor"
)

# Words that count chapters, pictures or steps in time, and never what a plan wants.
COUNTED_PLAINLY = _words(
    "kapitel kapittel chapter luku del part osa bilaga vedlegg bilag appendix annex liite figur "
    "figure kuva tabell table taulukko tabel side sida page sivu fase fas phase vaihe steg trinn "
    "step trin år year vuosi møte möte meeting kokous versjon version versio nr no dag day "
    "alternativ scenario scenarie skenaario case eksempel exempel example esimerkki ruta boks box "
    "spørsmål fråga question kysymys avsnitt section oppgave uppgift gruppe grupp group"
)

# Chapters around a plan that may be named in pairs: "Genomförande och lärande".
FRAMES = _words(
    "genomförande uppföljning utvärdering gjennomføring oppfølging oppfølgning evaluering "
    "gennemførelse opfølgning toteutus seuranta toimeenpano arviointi implementation follow-up "
    "monitoring evaluation inledning innledning innleiing indledning johdanto introduction bakgrund "
    "bakgrunn baggrund tausta background organisering styrning styring governance organisaatio "
    "rullering rapportering"
)
ANDS = _words("och og ja and samt sekä &")

# Opening and closing quotation marks in the languages we read.
OPENING_QUOTES = "«”“\"„»‘'’"
CLOSING_QUOTES = "»”“\"«’'"
