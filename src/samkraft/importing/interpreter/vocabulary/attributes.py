"""What is said about a measure, and how tables name their columns."""

from __future__ import annotations

# Attributes of a measure, by what they say.
ATTRIBUTES: dict[str, str] = {
    "responsible": "ansvarlig; ansvarlige; ansvarleg; ansvarlege; ansvarig; ansvariga; ansvar; "
    "hovedansvar; hovedansvarlig; huvudansvar; huvudansvarig; hovudansvar; hovudansvarleg; "
    "ansvarlig part; ansvarlig aktør; ansvarig aktör; ansvarig part; ansvarlig enhet; vastuu; "
    "vastuutaho; vastuutahot; vastuuorganisaatio; vastuuhenkilö; vastuullinen; vastaa; päävastuu; "
    "responsible; responsible body; responsible party; lead; lead body; owner; responsibility; "
    "tovholder; tovholdere; eier; ägare; ejer; ansvarlig for gjennomføring; vem; hvem; who; kuka; "
    "lead partner; lead organisation; ansvarlig instans; gjennomføres av; genomförs av; "
    "utføres av; ansvarshavende; ansvarshavande; toteuttaja; toteuttajat; led by; vastuussa",
    "other": "frist; tidsfrist; tid; tidsplan; tidspunkt; tidsram; tidsramme; når; när; deadline; "
    "when; aikataulu; milloin; kostnad; kostnader; kostnadsramme; budget; budsjett; cost; costs; "
    "kustannus; kustannukset; kustannusarvio; hinta; økonomi; ekonomi; finansiering; funding; "
    "rahoitus; indikator; indikatorer; indicator; indicators; mittari; mittarit; status; tila; "
    "partnere; samarbeidspartnere; samarbetspartners; partners; kumppanit; partner; måltall; "
    "målvärde; ressurser; resurser; resources; resurssit; kommentar; kommentarer; comment; comments; "
    "beskrivelse; beskrivning; description; kuvaus; nr; nummer; no; id; prioritet; prioriteringsnr; "
    "år; year; vuosi; start; slutt; slut; end; oppstart; kjennetegn; merknad; merknader; notes; "
    "anmerkning; udgift; omkostning; omkostninger; pris; periode; period; tidsperiod; tidslinje; "
    "deltagere; deltakere; deltagare; medvirkende; medverkande; samarbeid med; i samverkan med; "
    "samverkan; samverkar; medaktører; ferdig; klart; klar; valmis; huomio; huomautukset; toteutusaika; "
    "ajankohta; määräaika; tidshorisont; tidsrom; involverede; involverte; berörda; timeframe; "
    "timing; timescale; milestone; milepæl; milstolpe; effekt; forventet effekt",
}
# Headings that name a table's column besides the roles above.
COLUMN_NAMES: dict[str, str] = {
    "area": "område; områder; tema; satsing; innsatsområde; area; theme; alue; teema; prioritet",
    "goal": "mål; tavoite; goal; objective; målbild",
    "measure": "hva; vad; hvad; what; mitä; tiltak/aktivitet; aktivitet/tiltak; oppgave; uppgift; task; "
    "prosjekt; projekt; project; hanke; tehtävä",
}
