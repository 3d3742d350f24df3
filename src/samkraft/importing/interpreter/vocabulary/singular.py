"""Heading words that name one thing, and words that count only with a number or a list."""

from __future__ import annotations

# role -> language -> phrases that name ONE thing (the next heading may be its name)
SINGULAR: dict[str, dict[str, str]] = {
    "area": {
        "sv": "strategiområde; strategiskt område; prioriterat område; prioriterat utvecklingsområde; "
        "insatsområde; utvecklingsområde; fokusområde; temaområde; satsningsområde; huvudområde; "
        "prioritetsområde; prioritering; strategiskt fokusområde; prioriterat insatsområde; "
        "strategiskt insatsområde; kärnområde; utvecklingsspår; huvudspår; utmaningsområde; profilområde; "
        "styrkeområde; delstrategi; hörnsten; strategiskt spår; tematiskt område; utvecklingslinje",
        "nb": "satsingsområde; satsningsområde; innsatsområde; hovedområde; fokusområde; "
        "strategiområde; utviklingsområde; prioritert område; strategisk område; hovedsatsing; "
        "strategisk satsingsområde; strategisk satsning; hovedtema; målområde for planen; "
        "hovedsatsingsområde; prioritert satsingsområde; kjerneområde; "
        "hovedspor; innsatsspor; utviklingsspor; delstrategi; styrkeområde; profilområde; strategisk spor",
        "nn": "hovudområde; prioritert område; hovudsatsing; hovudtema; hovudsatsingsområde",
        "da": "indsatsområde; strategisk indsatsområde; udviklingsområde; hovedindsatsområde; "
        "prioriteret område; pejlemærke; fokusområde; prioriteret indsatsområde; "
        "hovedspor; strategisk spor; delstrategi; styrkeposition; udviklingsspor",
        "fi": "painopiste; painopistealue; kärki; kärkiteema; toimintalinja; kehittämisalue; "
        "strateginen painopiste; kehittämiskärki; strateginen kärki; painopisteala; kehittämislinja; "
        "strateginen painopistealue; kehittämisen painopiste; kehittämisteema; valinta; "
        "kehittämiskohde; toimenpidekokonaisuus; strateginen teema; kehittämiskokonaisuus; kärkiala",
        "en": "priority area; focus area; strategic area; thematic area; strategic priority; key area; "
        "development area; area of focus; action area; strategic focus area; strategic pillar; "
        "strategic theme; area of action; key priority; "
        "thematic priority; investment priority; development theme; strand of work",
    },
    "goal": {
        "sv": "målbild; huvudmål; effektmål; resultatmål; inriktningsmål; övergripande mål; "
        "övergripande målsättning; målsättning; utvecklingsmål; målet; strategiskt mål; projektmål; "
        "långsiktigt mål; programmål; övergripande målbild; prioriterat mål; samhällsmål",
        "nb": "hovedmål; målbilde; effektmål; resultatmål; overordnet mål; overordna mål; målsetting; "
        "målsetning; utviklingsmål; strategisk mål; langsiktig mål; prosjektmål; hovedmålet; "
        "overordnet målsetting; hovedmålsetting; samfunnsmål; programmål; målet; strategiske mål; "
        "overordnet målbilde; prosjektmålet; satsingsmål",
        "nn": "hovudmål; overordna målsetjing; målsetjing; hovudmålsetjing; hovudmålet",
        "da": "målsætning; overordnet målsætning; strategisk målsætning; delmålsætning for området; "
        "målbillede; udviklingsmål; hovedmålsætning; langsigtet mål; strategisk mål",
        "fi": "tavoite; päätavoite; tavoitetila; strateginen tavoite; yleistavoite; päämäärä; "
        "kehittämistavoite; tahtotila",
        "en": "objective; goal; aim; main goal; overall goal; overall objective; strategic goal; "
        "strategic objective; main objective; overarching goal; general objective; ambition; "
        "target picture; desired state; long-term goal; overarching objective; strategic aim",
    },
    "subgoal": {
        "sv": "delmål; delmålsättning; etappmål; undermål",
        "nb": "delmål; delmålsetting; undermål; delmålsetning",
        "nn": "delmål; delmålsetjing",
        "da": "delmål; delmålsætning; undermål",
        "fi": "osatavoite; alatavoite; välitavoite",
        "en": "sub-goal; subgoal; sub-objective; specific objective; sub-target; interim goal; "
        "intermediate goal; specific goal; sub goal; sub objective; subobjective",
    },
    "path": {
        "sv": "väg framåt; inriktning",
        "nb": "vei framover; vei fremover; veg framover",
        "nn": "veg framover; vegen fram",
        "da": "vej frem",
        "fi": "etenemispolku; keino",
        "en": "pathway; path; way forward; strategic direction",
    },
    "measure": {
        "sv": "åtgärd; insats; aktivitet; handling; huvudinsats; nyckelinsats; huvudåtgärd; "
        "delåtgärd; nyckelaktivitet; projekt",
        "nb": "tiltak; aktivitet; hovedtiltak; handling; innsats; nøkkeltiltak",
        "nn": "tiltak; hovudtiltak",
        "da": "indsats; handling; initiativ; tiltag; aktivitet; hovedindsats; delindsats",
        "fi": "toimenpide; toimi; hanke; kärkitoimenpide; kärkitoimi; kärkihanke",
        "en": "measure; action; activity; initiative; key action; key activity; intervention",
    },
    "challenge": {
        "sv": "utmaning; huvudutmaning; samhällsutmaning",
        "nb": "utfordring; hovedutfordring",
        "nn": "utfordring; hovudutfordring",
        "da": "udfordring; hovedudfordring",
        "fi": "haaste; päähaaste",
        "en": "challenge; key challenge",
    },
    "principle": {
        "sv": "princip; möjliggörande princip; grundprincip; horisontell princip",
        "nb": "prinsipp; grunnprinsipp; styrende prinsipp; bærende prinsipp",
        "nn": "prinsipp; grunnprinsipp",
        "da": "princip; grundprincip; bærende princip",
        "fi": "periaate; toimintaperiaate; läpileikkaava periaate",
        "en": "principle; guiding principle; enabling principle; horizontal principle",
    },
    "vision": {
        "sv": "vision; visionen; vår vision",
        "nb": "visjon; visjonen; vår visjon",
        "nn": "visjon; visjonen; visjonen vår",
        "da": "vision; visionen; vores vision",
        "fi": "visio; visiomme",
        "en": "vision; our vision; vision statement; the vision",
    },
}
# Names that count only with a number or a colon behind them: "Tema 2: …", "Pillar 1 …".
NUMBERED: dict[str, str] = {
    "area": "tema; område; fokus; block; spår; spor; pillar; priority; theme; teema; prioritet; "
    "prioritering; prioriteetti; prioriterat; satsing; satsning; linja; kokonaisuus; pelare; pilar; "
    "søyle; søjle; area; mission; axis; strand; pilari; fokusområde; kärki; kapittel",
    "goalarea": "målområde; målsområde; tavoitealue",
    "goal": "mål; målsætning; hovedmål; huvudmål; hovudmål; tavoite; objective; goal; target; aim",
    "path": "strategi; strategia; strategy; väg; vei; veg; vej; path; grep; polku",
    "measure": "projekt; prosjekt; project; hanke; tiltaket; insatsen",
    "challenge": "problem",
}
# "Målområde" is an area when no other word names areas, else a goal under its area.
GOAL_AREAS = "målområde; målområden; målområder; målområdene; målområda; målområdena; tavoitealueet"
# Action plans hold measures in lists and tables; their prose is never a measure.
LIST_ONLY = {
    "measure": "handlingsplan; tiltaksplan; handlingsprogram; handlingsdel; åtgärdsplan; "
    "handlingsplanen; tiltaksplanen; tiltaksdel; aktivitetsplan; handleplan; action plan; "
    "toimintasuunnitelma; toimenpideohjelma; toimenpidesuunnitelma; toimeenpanosuunnitelma; "
    "insatsplan; handlingsprogrammet; indsatsplan; implementation plan; action programme; "
    "tiltakstabell; åtgärdstabell; toimenpidetaulukko; table of measures; tiltaksoversikt; "
    "oversikt over tiltak; measures table; action table; insatstabell; toimeenpano-ohjelma",
}
