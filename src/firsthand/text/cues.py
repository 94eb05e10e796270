"""Verbs and phrases that introduce speech, as data."""

from __future__ import annotations

import re

from firsthand.text.alternatives import one_of

_EN = (
    "said says say told tells added adds asked asks replied answered wrote writes warned warns insisted"
    " insists argued argues denied stated states announced explained noted notes stressed emphasised"
    " emphasized called calls described recalled read reads urged urges vowed conceded admitted joked"
    " shouted whispered concluded continued declared promised claimed claims testified tweeted posted"
    " remarked observed complained predicted pleaded quipped stressed underlined reiterated commented"
)
_DE = (
    "sagte sagt erklärte erklärt betonte fügte teilte schrieb meinte warnte kritisierte nannte forderte"
    " antwortete versicherte berichtete verkündete hieß heißt äußerte äußerten bezeichnete bezeichnet schreibt"
    " kommentierte begründete meint zitiert zitierte würdigte spricht sprach lobte konstatierte bekräftigte begrüßte"
    " verurteilte resümierte meldete bedauerte ergänzte sagten erklärten meinten kritisierten forderten nannten"
    " mitteilte feststellte räumte verteidigte verlangte bestätigte mahnte urteilte prangerten kündigte glaubt hofft fragte lautet"
    " fügt fügten gab gibt bekannt sagen meinen erklären fordern sprechen sprachen rief riefen lobt kritisiert betont betonen betonten beschrieb beschreibt"
    " titelte titelt schrieben schreiben bemerkte entgegnete erwiderte erzählte erzählt erläuterte führte zitieren dementierte monierte unterstrich wies"
    " veröffentlichte beklagte beklagt befürchtet befürchtete droht drohte gratulierte appellierte behauptete behauptet behaupten rechtfertigte sah sieht"
    " urteilt warnt warnten zeigte gestand bedankte freute vermutet vermutete wirft warf werfen stellte strich verwies nennt nennen nannten bezeichnen bezeichneten"
    " verkündeten plädierte plädiert argumentierte argumentiert kündigten äußert wertete wertet hoffte verspricht versprach bittet bat resümiert prophezeite"
    " charakterisierte charakterisiert attackierte attestierte empfahl empfiehlt riet rät rieten warfen unterstellte"
)
_FR = (
    "dit déclaré déclare affirmé affirme expliqué explique ajouté ajoute indiqué indique assuré assure"
    " estimé estime précisé souligné écrit répondu raconté raconte confié lance lancé"
    " dénoncé dénonce fustigé fustige qualifié qualifie salué salue regretté regrette prévenu prévient averti avertit martelé martèle poursuivi poursuit conclu conclut reconnu reconnaît"
    " jugé juge promis rappelé rappelle insisté insiste critiqué critique réagi tweeté évoqué évoque"
)
_ES = (
    "dijo dice afirmó afirma señaló señala declaró explicó explica añadió agregó indicó aseguró sostuvo"
    " comentó respondió escribió contó expresó subrayó advirtió"
    " calificó denunció criticó lamentó celebró reiteró insistió destacó manifestó apuntó prometió recalcó aseveró puntualizó reconoció admitió preguntó describió tildó"
)
_RU = "сказал сказала заявил заявила отметил отметила сообщил сообщила добавил добавила подчеркнул подчеркнула пояснил пояснила назвал назвала рассказал рассказала написал написала ответил ответила уточнил уточнила предупредил предупредила признал признала заявили сообщили сказали говорит считает"
_AR = "قال وقال قالت وقالت أضاف وأضاف أضافت وأضافت صرح صرحت أكد وأكد أكدت وأكدت أوضح وأوضح أوضحت ذكر وذكر ذكرت وذكرت أعلن وأعلن أعلنت وأعلنت اعتبر واعتبر شدد وشدد أشار وأشار حذر وحذر تابع وتابع"

# Regular German verbs in the past, of several speakers.
_DE_MANY = " ".join(f"{w}n" for w in _DE.split() if w.endswith("te"))

CUES = frozenset(f"{_EN} {_DE} {_DE_MANY} {_FR} {_ES} {_RU} {_AR}".split())
CUE = re.compile(
    r"(?<![^\W\d_])" + one_of(CUES) + r"(?![^\W\d_])",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\b(?:according to|laut|nach Angaben|selon|d'après|según|по словам|وفق)\s+", re.IGNORECASE)
# Bodies that speak through texts.
BODY = re.compile(
    r"(?<![\w'’])(?:the\s+)?(?:(?!(?:a|an|and|as|at|by|for|from|in|of|on|or|said|that|the|to|with)\s)\w+\s+){0,3}(?:statement|presidency|ministry|kremlin|readout|spokes(?:man|woman|person)"
    r"|office|government|report|court|ruling|company|operator|union|police|agency|committee|council"
    r"|commission|erklärung|mitteilung|communiqué|comunicado)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?<!\w)(?:he|she|they|it|er|sie|il|elle|él|ella|он|она)(?:\s+(?:also|then|later|had))?(?!\w)",
    re.IGNORECASE,
)
# German verbs of indirect speech.
SUBJUNCTIVE = re.compile(
    r"\b(?:sei|seien|habe|hätten?|werde|würden?|könne|könnten?|müsse|müssten?|solle|wolle|dürfe|gebe|gäbe|bleibe|gehe|komme|mache|stehe|wäre|wären|betrage|handele|handle|bestehe|liege)\b"
)
