"""Denial across languages: whether a passage denies, as each language says it, with its words as data.

A translation keeps a denial, but not always as one: "refused to speak" is "wollte nicht sprechen". A
passage is therefore `denying` where it has a plain denial, `plain` where it has none and no word that
may stand for one, and undecided between the two. Only a denying passage beside a plain one is a statement
turned round. Idioms with a denying word that deny nothing ("not only", "no more than") are left out.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class Polarity(Enum):
    """Whether a passage denies something, affirms all, or has words that may do either."""

    DENYING = "denying"
    PLAIN = "plain"
    UNDECIDED = "undecided"


_DENIES = {
    "en": r"not|n['’]t|cannot|never|no|nobody|nothing|none|neither|no-one",
    "de": r"nicht|kein(?:e|en|er|em|es)?|nie|niemals|niemand(?:em|en)?|nichts",
    "fr": r"(?:ne\s|n['’])(?:[\w'’-]+\s+){1,4}?(?:pas|jamais|rien|personne|aucune?|plus)|aucune?|jamais|(?:personne|rien|nul)\s+(?:[\w'’-]+\s+){0,4}?(?:ne\b|n['’])",
    "es": r"no|nunca|jamás|ning[uú]n(?:a|o)?|nadie|nada|tampoco",
    "it": r"non|mai|nessun[oa']?|niente|nulla",
    "pt": r"não|nunca|jamais|nenhuma?|ninguém|nada",
    "nl": r"niet|geen|nooit|niemand|niets",
    "ru": r"не|нет|никогда|никто|ничего|ни",
    "ar": r"لا|لم|لن|ليس|ليست|ولا|ولم|ولن|وليس",
}
# Phrases with such a word that deny nothing.
_IDLE = {
    "en": r"not\s+only|no\s+(?:more|less|fewer|later|longer)\s+than|no\s+doubt|nothing\s+but|no\s+sooner|not\s+just|whether\s+or\s+not|No\.\s*\d",
    "de": r"nicht\s+(?:nur|zuletzt|mehr\s+als|weniger\s+als)|nichts\s+als",
    "fr": r"non\s+seulement|pas\s+moins\s+de|pas\s+plus\s+de|jamais\s+vu",
    "es": r"no\s+(?:s[oó]lo|solamente|obstante|menos\s+de|m[aá]s\s+de)",
    "it": r"non\s+(?:solo|meno\s+di|pi[uù]\s+di)",
    "pt": r"não\s+(?:só|apenas|menos\s+de|mais\s+de)",
    "nl": r"niet\s+alleen",
    "ru": r"не\s+(?:только|менее|более)",
    "ar": r"لا\s+(?:يقل|تقل|سيما|يزال|تزال)",
}
# Words that may stand for a denial in a translation, or that one may stand for.
_NEAR = {
    "en": r"yet\s+to|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w+|fail\w*|without|unable|impossible|lack\w*|only|hardly|barely|unlikely|few|little|except|prevent\w*|unless|nor|stop\w*|rul(?:e|ed|es|ing)\s+out|declin\w+|disput\w+|until|un(?!der|it|til|ion|iv|if)\w{4,}|too|clear\w*|clean|free|away|absent|ban\w*|end(?:ed|s)?|avoid\w*|mis\w{5,}",
    "de": r"ohne|un(?!ter|d\b|s\b)\w{4,}|kaum|nur|weder|bestritt|bestreite\w*|dement\w+|weiger\w+|verweiger\w+|lehn\w+|abgelehnt|fehl\w*|wenig\w*|erst|bis|miss\w{4,}|verhinder\w*|verbot\w*|verbiet\w*|außer|aus(?:geschlossen|schließ\w+)|frei|\w+los\w*|unverletzt\w*",
    "fr": r"sans|ni|nie\w*|démen\w+|refus\w+|rejet\w+|manqu\w+|peu|seul\w*|ne\s+\w+\s+que|n['’]\w+\s+que|impossible|incapable\w*|insuffisan\w+|innocen\w+|illég\w+|inconnu\w*|ignor\w+|i[nmr]\w{3,}[ai]bles?|indemne\w*|empêch\w+|sauf|jusqu\w+|non|aucun\w*|échou\w+|trop",
    "es": r"sin|ni|neg[óoa]\w*|nieg\w+|desm\w+|rechaz\w+|falt\w+|poc[oa]s?|sol[oa]s?|sólo|únic\w+|imposible|incapa\w+|insuficien\w+|inocen\w+|ilegal\w*|ileso\w*|ignor\w+|i[nmr]\w{3,}[ai]bles?|imped\w+|salvo|hasta|fracas\w+|demasiad\w+|descart\w+|desconoc\w+|desapar\w+",
    "it": r"senza|né|neg\w+|smen\w+|rifiut\w+|manc\w+|poc\w+|solo|impossibile|fino",
    "pt": r"sem|nem|neg\w+|desment\w+|recus\w+|falt\w+|pouc\w+|só|impossível|até",
    "nl": r"zonder|ontken\w+|weiger\w+|weinig|slechts|alleen|onmogelijk|tot|on\w{5,}",
    "ru": r"без|отриц\w+|отказ\w+|отверг\w+|лишь|только|мало|невозможн\w+|не\w{4,}|пока",
    "ar": r"دون|بدون|غير|نفى|ونفى|رفض|رفضت|فقط|سوى|إلا|ما|عدم|حتى",
}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def whole(words: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    denies = _DENIES[language]
    # In English the denial may be grown to its verb: "didn't".
    return whole(_IDLE[language]), re.compile(rf"(?<!\w)(?:{denies})(?!\w)|(?<=[a-z])n['’]t(?!\w)", re.IGNORECASE) if language == "en" else whole(denies), whole(_NEAR[language])


def polarity(text: str, language: str) -> Polarity:
    """Return whether a passage denies; a language without words here is undecided.

    >>> polarity("The dam did not break.", "en").name, polarity("Der Damm brach.", "de").name, polarity("He refused.", "en").name
    ('DENYING', 'PLAIN', 'UNDECIDED')
    """
    if language not in _DENIES:
        return Polarity.UNDECIDED
    idle, denies, near = _patterns(language)
    if idle.search(text):
        return Polarity.UNDECIDED
    if denies.search(text):
        return Polarity.DENYING
    return Polarity.UNDECIDED if near.search(text) else Polarity.PLAIN


def denied(text: str, language: str) -> tuple[int, int] | None:
    """Return where the first denial of a text stands, if any."""
    if language not in _DENIES:
        return None
    m = _patterns(language)[1].search(text)
    return m.span() if m else None
