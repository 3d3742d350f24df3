"""Heading words that name many things: a list or a row of headings follows."""

from __future__ import annotations

# role -> language -> phrases that name MANY things (a list or a row of headings follows)
PLURAL: dict[str, dict[str, str]] = {
    "area": {
        "sv": "strategiområden; strategiområdena; strategiska områden; prioriterade områden; "
        "prioriterade utvecklingsområden; insatsområden; utvecklingsområden; fokusområden; "
        "temaområden; satsningsområden; huvudområden; prioriteringar; prioriterade områdena; "
        "strategiska fokusområden; prioriterade insatsområden; strategiska prioriteringar; "
        "strategiska insatsområden; strategiska satsningsområden; utvecklingsspår; kärnområden; "
        "fokusområdena; insatsområdena; utvecklingsområdena; prioritetsområden",
        "nb": "satsingsområder; satsningsområder; satsingsområdene; satsningsområdene; innsatsområder; "
        "innsatsområdene; hovedområder; fokusområder; fokusområdene; strategiområder; temaområder; "
        "utviklingsområder; prioriterte områder; strategiske områder; hovedsatsinger; "
        "hovedsatsingsområder; satsinger; prioriteringer; strategiske satsingsområder; hovedtemaer; "
        "strategiske satsinger; strategiske satsningsområder; prioriterte satsingsområder; "
        "prioriterte innsatsområder; strategiske prioriteringer; hovedfokusområder; kjerneområder; "
        "hovedområdene; strategiske innsatsområder; strategiske fokusområder",
        "nn": "satsingsområde; satsingsområda; innsatsområda; hovudområde; hovudområda; "
        "prioriterte område; strategiske satsingsområde; hovudsatsingar; satsingar; prioriteringar; "
        "hovudsatsingsområde; innsatsområde; fokusområda; strategiske satsingar",
        "da": "indsatsområder; strategiske indsatsområder; udviklingsområder; temaområder; "
        "prioriterede områder; fokusområder; indsatsområderne; hovedindsatsområder; pejlemærker; "
        "prioriterede indsatsområder; strategiske fokusområder; fokusområderne; prioriteter; "
        "strategiske prioriteter; strategiske spor",
        "fi": "painopisteet; painopistealueet; kärjet; kärkiteemat; toimintalinjat; kehittämisalueet; "
        "strategiset painopisteet; kehittämiskärjet; strategiset kärjet; teemat; prioriteetit; "
        "painopistealat; kehittämisen painopisteet; strategiset painopistealueet; valinnat; "
        "strategiset valinnat; kehittämisteemat; kehittämisen kärjet; kehittämislinjat",
        "en": "priority areas; focus areas; strategic areas; thematic areas; strategic priorities; "
        "key areas; development areas; areas of focus; action areas; priorities; pillars; themes; "
        "strategic pillars; strategic themes; strategic focus areas; key priorities; areas of action",
    },
    "goal": {
        "sv": "mål; målen; målbilder; målbilderna; huvudmål; huvudmålen; effektmål; resultatmål; "
        "inriktningsmål; övergripande mål; målsättningar; utvecklingsmål; strategiska mål; "
        "långsiktiga mål; projektmål; prioriterade mål; våra mål; mätbara mål; övergripande målbilder",
        "nb": "mål; målene; målbilder; hovedmål; hovedmålene; effektmål; resultatmål; overordnede mål; "
        "overordna mål; målsettinger; målsetninger; målsetningar; utviklingsmål; strategiske mål; "
        "langsiktige mål; prosjektmål; hovedmålsettinger; våre mål; målbildene; satsingsmål",
        "nn": "måla; hovudmåla; målbilete; målsetjingar; overordna mål; hovudmål; måla våre",
        "da": "målsætninger; målsætningerne; målbilleder; overordnede mål; strategiske mål; "
        "udviklingsmål; vores mål; overordnede målsætninger; mål; målene; strategiske målsætninger",
        "fi": "tavoitteet; päätavoitteet; tavoitetilat; strategiset tavoitteet; yleistavoitteet; "
        "päämäärät; kehittämistavoitteet; tavoitteemme; tavoitteita",
        "en": "objectives; goals; aims; main goals; overall goals; overall objectives; strategic goals; "
        "strategic objectives; main objectives; overarching goals; general objectives; ambitions; "
        "long-term goals; our goals; our objectives; overarching objectives; strategic aims; targets",
    },
    "subgoal": {
        "sv": "delmål; delmålen; delmålsättningar; etappmål; undermål",
        "nb": "delmål; delmålene; delmålsettinger; undermål",
        "nn": "delmål; delmåla; delmålsetjingar",
        "da": "delmål; delmålene; delmålsætninger; undermål",
        "fi": "osatavoitteet; alatavoitteet; välitavoitteet",
        "en": "sub-goals; subgoals; sub-objectives; specific objectives; sub-targets; interim goals; "
        "specific goals; sub goals; sub objectives; subobjectives; intermediate goals",
    },
    "path": {
        "sv": "vägar framåt; vägar fram; vägen framåt; så gör vi; så gör vi det; så här gör vi; "
        "hur når vi dit; så når vi dit; så når vi målet; så når vi målen; så når vi målbilden; "
        "strategier; strategierna; vägval; vi vill; vi ska; vägen dit; vägar dit; så ska vi nå målet; "
        "så ska vi nå dit; hur gör vi; hur vi når dit; hur når vi målet; hur når vi målen; "
        "därför ska vi; därför vill vi; för att nå dit; vi kommer att; prioriterade inriktningar; "
        "utvecklingsinriktningar; inriktningar; det vill vi; "
        "för att nå målet; så arbetar vi; så här når vi dit; så här når vi målet; vägar mot målet; "
        "för att nå målet ska vi; för att nå dit ska vi; för att nå målen ska vi; för att nå målen",
        "nb": "veier framover; veier fremover; veien framover; veier fram; veier til målet; "
        "slik gjør vi det; slik når vi målet; slik når vi målene; slik kommer vi dit; vi vil; vi skal; "
        "hvordan når vi målet; hvordan når vi dit; hvordan nå målet; strategier; strategiene; "
        "slik vil vi gjøre det; slik skal vi nå målene; slik skal vi nå målet; slik skal vi gjøre det; "
        "slik når vi dit; veivalg; derfor skal vi; derfor vil vi; for å nå målet; for å nå målene; "
        "veien dit; slik vil vi nå målet; for å nå målet skal vi; for å nå målene skal vi; "
        "dette vil vi; dette skal vi; det skal vi; det vil vi; retninger; veien til målet; "
        "hvordan gjør vi det; slik jobber vi; slik arbeider vi; vegar framover; slik vil vi nå målene; "
        "for å nå målet vil vi; for å nå målene vil vi; slik får vi det til",
        "nn": "vegar framover; vegen vidare; slik gjer vi det; slik når vi måla; slik når vi målet; "
        "slik kjem vi dit; strategiar; strategiane; korleis når vi målet; korleis når vi dit; "
        "slik skal vi gjere det; vegval; difor skal vi; for å nå målet; for å nå måla; vegen dit; "
        "slik vil vi gjere det; slik skal vi nå måla; vegar til målet; me vil; me skal; slik gjer me det; "
        "korleis når me målet; slik når me måla; slik når me målet; for å nå måla skal vi; "
        "korleis kjem vi dit; for å nå målet skal vi; korleis gjer vi det",
        "da": "veje frem; vejen frem; veje fremad; sådan gør vi; sådan når vi målet; sådan når vi målene; "
        "sådan kommer vi derhen; strategier; vi vil; vi skal; sådan vil vi gøre; vejen til målet; "
        "derfor vil vi; derfor skal vi; det vil vi; vejen dertil; veje til målet; "
        "sådan når vi derhen; hvordan når vi målet; for at nå målet vil vi; for at nå målet skal vi; "
        "sådan gør vi det; hvordan kommer vi derhen",
        "fi": "keinot; etenemispolut; näin teemme sen; näin pääsemme tavoitteeseen; "
        "miten pääsemme tavoitteeseen; miten sinne päästään; polut eteenpäin; tie eteenpäin; "
        "näin pääsemme sinne; näin etenemme; näin toimimme; kehittämislinjaukset; linjaukset; "
        "miten tavoitteeseen päästään; keinomme; polut; strategiat; näin tavoite saavutetaan; "
        "miten tavoitteisiin päästään; näin pääsemme tavoitteisiin; polku eteenpäin; miten toimimme; "
        "tiet eteenpäin; näin teemme; suuntaviivat; tavoitteen saavuttamiseksi",
        "en": "pathways; paths; ways forward; how we get there; how we will do it; paths forward; "
        "pathways forward; how we will get there; we will; strategies; the way there; how we do it; "
        "to achieve this we will; to get there we will; how will we get there; how do we get there; "
        "to reach this goal we will; strategic directions; routes; how to get there; we want to; "
        "to achieve this, we will; to get there, we will; this is how we do it",
    },
    "measure": {
        "sv": "åtgärder; åtgärderna; insatser; insatserna; aktiviteter; aktiviteterna; handlingar; "
        "nyckelinsatser; åtgärdsförslag; förslag till åtgärder; åtgärdslista; prioriterade insatser; "
        "prioriterade åtgärder; huvudinsatser; konkreta insatser; nyckelaktiviteter; initiativ; "
        "huvudåtgärder; genomförandeinsatser; projekt; utvecklingsinsatser",
        "nb": "tiltak; tiltakene; tiltaka; aktiviteter; aktivitetene; innsatser; tiltaksliste; "
        "tiltakspunkter; handlinger; hovedtiltak; prioriterte tiltak; konkrete tiltak; nøkkeltiltak; "
        "prosjekter; initiativer; tiltaksforslag; oppfølgingstiltak; strategiske tiltak; hva vi gjør",
        "nn": "tiltak; tiltaka; aktivitetar; handlingar; hovudtiltak; innsatsar; prosjekt",
        "da": "indsatser; indsatserne; handlinger; initiativer; initiativerne; tiltag; aktiviteter; "
        "konkrete initiativer; konkrete indsatser; konkrete handlinger; prioriterede indsatser; "
        "projekter; hovedindsatser; strategiske indsatser",
        "fi": "toimenpiteet; toimet; hankkeet; toimenpide-ehdotukset; kärkitoimenpiteet; kärkitoimet; "
        "kärkihankkeet; toiminta; keskeiset toimenpiteet; toimenpidelista; toimenpiteitä; "
        "toimenpiteemme; konkreettiset toimet; avaintoimet; avaintoimenpiteet",
        "en": "measures; actions; activities; initiatives; key actions; priority actions; "
        "proposed measures; proposed actions; list of measures; key activities; interventions; "
        "priority measures; key initiatives; projects; action points",
    },
    "challenge": {
        "sv": "utmaningar; utmaningarna; huvudutmaningar; samhällsutmaningar; våra utmaningar; "
        "utmaningar och möjligheter; nyckelutmaningar",
        "nb": "utfordringer; utfordringene; hovedutfordringer; utfordringsbilde; samfunnsutfordringer; "
        "utfordringer og muligheter; utfordringsbildet",
        "nn": "utfordringar; utfordringane; hovudutfordringar; utfordringsbilete; utfordringsbiletet; "
        "utfordringar og moglegheiter",
        "da": "udfordringer; udfordringerne; hovedudfordringer; udfordringer og muligheder",
        "fi": "haasteet; haasteita; päähaasteet; haasteemme; keskeiset haasteet",
        "en": "challenges; key challenges; main challenges; our challenges; challenges and opportunities",
    },
    "principle": {
        "sv": "principer; principerna; möjliggörande principer; grundprinciper; horisontella principer; "
        "genomgående principer; vägledande principer; bärande principer; styrande principer; "
        "ledande principer",
        "nb": "prinsipper; prinsippene; grunnprinsipper; styrende prinsipper; bærende prinsipper; "
        "gjennomgående prinsipper; muliggjørende prinsipper; førende prinsipper",
        "nn": "prinsipp; prinsippa; grunnprinsipp; berande prinsipp; styrande prinsipp; "
        "gjennomgåande prinsipp; førande prinsipp",
        "da": "principper; principperne; grundprincipper; bærende principper; tværgående principper; "
        "styrende principper; ledende principper",
        "fi": "periaatteet; toimintaperiaatteet; läpileikkaavat periaatteet; mahdollistavat periaatteet; "
        "horisontaaliset periaatteet; periaatteemme; ohjaavat periaatteet",
        "en": "principles; guiding principles; enabling principles; horizontal principles; "
        "cross-cutting principles; basic principles; our principles; core principles",
    },
    "result": {
        "sv": "resultat; resultaten; uppnådda resultat; effekter; utfall; vad har vi åstadkommit",
        "nb": "resultater; resultat; resultatene; oppnådde resultater; resultater og effekter; "
        "oppnådde resultat; effekter; hva har vi oppnådd; dette har vi oppnådd; dette har vi fått til",
        "nn": "resultat; resultata; oppnådde resultat; kva har vi oppnådd; dette har vi oppnådd",
        "da": "resultater; resultaterne; opnåede resultater; effekter; det har vi opnået",
        "fi": "tulokset; saavutetut tulokset; vaikutukset; tuloksia; tuloksemme",
        "en": "results; outcomes; achievements; results achieved; what we achieved; main results",
    },
    "advice": {
        "sv": "råd; goda råd; våra råd; rekommendationer; tips; tips och råd; råd till andra; "
        "råd och tips; lärdomar; lärdomar och råd; medskick; rekommendation",
        "nb": "råd; gode råd; våre råd; anbefalinger; tips; råd til andre; anbefaling; tips og råd; "
        "råd og tips; lærdommer; læringspunkter; råd til andre regioner",
        "nn": "gode råd; råda våre; tilrådingar; tips; råd til andre; lærdomar; læringspunkt",
        "da": "gode råd; vores råd; anbefalinger; tips; råd til andre; råd; læringspunkter; "
        "erfaringer og råd",
        "fi": "neuvot; neuvomme; suositukset; vinkit; neuvoja; suosituksia; vinkkejä; opit; "
        "neuvoja muille; neuvot muille; suosituksemme",
        "en": "advice; recommendations; tips; our advice; advice to others; lessons; lessons learned; "
        "lessons learnt; advice for others; tips for others",
    },
    "continuation": {
        "sv": "efter programmet; efter programslut; efter programmets slut; efter projektet; "
        "efter projektets slut; det fortsätter vi med; så fortsätter arbetet; fortsatt arbete; "
        "detta fortsätter efter programmet; vad fortsätter; fortsättning; efter projektslut; "
        "det som fortsätter; detta fortsätter; så fortsätter vi",
        "nb": "etter programslutt; etter programmets slutt; etter prosjektslutt; etter prosjektet; "
        "etter programmet; videreføring; dette fortsetter vi med; hva fortsetter; videre arbeid; "
        "dette jobber vi videre med; slik fortsetter arbeidet; dette videreføres; "
        "dette fortsetter; det som fortsetter; arbeidet videre",
        "nn": "etter programslutt; etter prosjektslutt; vidareføring; dette held vi fram med; "
        "etter programmet; etter prosjektet; vidare arbeid; dette jobbar vi vidare med; "
        "dette held fram; dette arbeider vi vidare med",
        "da": "efter programmets afslutning; efter programmet; efter projektet; videreførelse; "
        "det fortsætter vi med; efter projektets afslutning; det videre arbejde; det fortsætter",
        "fi": "ohjelman jälkeen; ohjelman päätyttyä; hankkeen jälkeen; jatko; mikä jatkuu; "
        "jatkotoimet; hankkeen päätyttyä; tämä jatkuu; näin työ jatkuu; työ jatkuu",
        "en": "what continues; after the programme; after the program; after the project; "
        "continuation; after the end of the programme; what we continue with; continuing work; "
        "after programme end; what will continue; this continues; work that continues",
    },
    "facts": {
        "sv": "fakta; faktaruta; fakta om; snabbfakta; korta fakta",
        "nb": "fakta; faktaboks; fakta om; nøkkeltall; nøkkelfakta; kort om",
        "nn": "fakta; faktaboks; nøkkeltal; fakta om",
        "da": "fakta; faktaboks; nøgletal; fakta om",
        "fi": "faktat; tietoa; tietolaatikko; perustiedot; faktaa; tietoja",
        "en": "facts; fact box; factbox; key facts; facts and figures; facts about",
    },
    "quote": {
        "sv": "citat; pratbubbla; röster; röst från dialogen; inspel från dialogen",
        "nb": "sitat; snakkeboble; stemmer; innspill fra dialogen",
        "nn": "sitat; snakkeboble",
        "da": "citat; taleboble",
        "fi": "sitaatti; puhekupla; lainaus",
        "en": "quote; pull quote; speech bubble; quotation",
    },
}
