"""Headings that speak instead of naming: "What we want to achieve", "Detta ska göras".

What is to be done is a measure, how the goal is reached a path, where we want to be a goal.
"""

from __future__ import annotations

# role -> phrases of all languages; a list, a text or a row of headings follows
SPOKEN: dict[str, str] = {
    "goal": (
        "det här vill vi uppnå; detta vill vi uppnå; vad vi vill uppnå; vad vill vi uppnå; dit vill vi; "
        "vart vill vi; vart ska vi; hit vill vi; dit ska vi; önskat läge; önskad utveckling; "
        "önskat tillstånd; så vill vi ha det; framtidsbild; framtidsbilder; ambitioner; det vill vi uppnå; "
        "dette vil vi oppnå; hva vil vi oppnå; hva vi vil oppnå; det vil vi oppnå; hit vil vi; dit vil vi; "
        "dit skal vi; hvor vil vi; hvor skal vi; ambisjon; ambisjoner; ønsket situasjon; ønsket tilstand; "
        "ønsket utvikling; ønska utvikling; slik vil vi ha det; framtidsbilde; fremtidsbilde; "
        "kva vil vi oppnå; kva vi vil oppnå; kvar vil vi; kvar skal vi; ambisjonar; ønskt situasjon; "
        "ønskt utvikling; ønska tilstand; framtidsbilete; slik vil me ha det; kva vil me oppnå; "
        "det vil vi opnå; hvad vil vi opnå; hvad vi vil opnå; det ønsker vi at opnå; dér vil vi hen; "
        "der vil vi hen; hvor vil vi hen; hvor skal vi hen; fremtidsbillede; ambition; "
        "mitä tavoittelemme; mitä haluamme; mitä haluamme saavuttaa; mihin pyrimme; tavoittelemme; "
        "minne haluamme; mitä tavoitellaan; haluttu tila; tulevaisuuskuva; "
        "what we want to achieve; what do we want to achieve; where we want to be; where do we want to be; "
        "where we want to go; desired outcome; desired outcomes; what success looks like; target; "
        "what we aim for; future picture"
    ),
    "path": (
        "färdriktning; strategiska grep; så tar vi oss dit; hur vi når målet; hur vi når målen; "
        "strategiske grep; hovedgrep; slik kommer vi i mål; slik får vi det til; "
        "korleis når vi måla; hovudgrep; strategiske greb; sådan kommer vi i mål; "
        "miten pääsemme sinne; miten tavoitteet saavutetaan; our approach; approaches; how we work"
    ),
    "measure": (
        "vad ska göras; vad ska vi göra; vad gör vi; vad vi gör; vad vi ska göra; det här ska vi göra; "
        "detta ska vi göra; detta gör vi; det här gör vi; detta ska göras; det här ska göras; "
        "det ska vi göra; åtaganden; åtagande; vi åtar oss; vi åtar oss att; exempel på insatser; "
        "exempel på åtgärder; exempel på aktiviteter; exempel på projekt; uppdrag; "
        "hva skal gjøres; hva skal vi gjøre; hva gjør vi; hva vi skal gjøre; dette skal vi gjøre; "
        "dette gjør vi; det skal vi gjøre; dette skal gjøres; forpliktelser; vi forplikter oss til; "
        "vi forplikter oss til å; handlingspunkter; oppdrag; eksempler på tiltak; eksempel på tiltak; "
        "kva skal gjerast; kva skal vi gjere; kva gjer vi; dette skal vi gjere; dette gjer vi; "
        "dette skal gjerast; døme på tiltak; framlegg til tiltak; handlingspunkt; "
        "hvad skal gøres; hvad skal vi gøre; hvad gør vi; hvad vi gør; det gør vi; det vil vi gøre; "
        "det skal vi gøre; dette gør vi; sådan gør vi det konkret; forpligtelser; handlingspunkter; "
        "eksempler på indsatser; eksempler på handlinger; eksempler på initiativer; "
        "teot; teko; mitä teemme; mitä tehdään; mitä aiomme tehdä; tärkeimmät teot; kehittämistoimet; "
        "kehittämistoimenpiteet; esimerkkejä toimenpiteistä; esimerkkitoimenpiteet; sitoumukset; "
        "what we will do; what will we do; what we do; what will be done; commitments; our commitments; "
        "examples of actions; examples of measures; examples of activities; flagship projects; flagships; what needs to be done; tasks"
    ),
    "principle": (
        "förhållningssätt; horisontella perspektiv; tvärgående perspektiv; genomgående perspektiv; "
        "övergripande perspektiv; gjennomgående perspektiver; gjennomgående perspektiv; "
        "gjennomgående hensyn; tverrgående perspektiver; tverrgående hensyn; premisser; "
        "gjennomgåande omsyn; gjennomgåande perspektiv; tverrgåande omsyn; tværgående hensyn; "
        "tværgående perspektiver; gennemgående hensyn; läpileikkaavat teemat; läpileikkaavat näkökulmat; "
        "cross-cutting themes; cross-cutting perspectives; horizontal perspectives"
    ),
    "result": (
        "det här har vi åstadkommit; det här har vi uppnått; detta har vi uppnått; vad blev resultatet; "
        "vad har vi uppnått; detta har vi åstadkommit; hva ble resultatet; hva fikk vi til; "
        "kva vart resultatet; kva fekk vi til; dette har vi fått til; hvad blev resultatet; "
        "hvad har vi opnået; dette har vi opnået; mitä saavutettiin; mitä saimme aikaan; "
        "mitä on saavutettu; tämä saavutettiin; what we have achieved; what was achieved; "
        "what did we achieve; what has been achieved"
    ),
    "advice": (
        "råd till andra regioner; råd till andra kommuner; råd till andra projekt; "
        "råd til andre kommuner; råd til andre prosjekter; råd til andre projekter; "
        "neuvomme muille; vinkit muille; vinkkimme muille; ohjeita muille"
    ),
    "continuation": (
        "så går arbetet vidare; slik går arbeidet videre; slik går arbeidet vidare; "
        "sådan fortsætter arbejdet; the work goes on; the work continues"
    ),
}
