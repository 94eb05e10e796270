"""Words that exclude each other, as data: before and after, wrist and ankle, charged and convicted.

Each line is one scale or set; its parts, between bars, cannot both be meant at one place. Vectors
of words bring such words close together, since they stand in the same sentences (Mrkšić et al.
2016), so that only a list tells them from synonyms. A word that is missing costs a finding, never
makes one up.
"""

from __future__ import annotations

from functools import cache

from firsthand.findings.slots import key

_SETS = {
    "en": (
        "before earlier previous | after later following",
        "rise rises rose risen rising increase increases increased increasing climb climbed grow grew grown up | fall falls fell fallen falling decrease decreases decreased decreasing drop dropped decline declined shrink shrank down",
        "more | less fewer", "most | least fewest", "higher above | lower below", "maximum | minimum",
        "win wins won winning victory | lose loses lost losing defeat", "buy buys bought buying purchase | sell sells sold selling sale",
        "accept accepts accepted accepting approve approved approves | reject rejects rejected rejecting refuse refused deny denied denies",
        "confirm confirmed confirms | deny denied denies", "support supports supported back backed | oppose opposes opposed",
        "open opens opened | close closes closed shut", "start started starts begin began begun | end ended ends finish finished",
        "guilty convicted | innocent acquitted cleared", "legal lawful | illegal unlawful", "include included including | exclude excluded excluding",
        "possible | impossible", "likely | unlikely", "safe | unsafe dangerous", "public | private", "inside | outside", "first | last",
        "north northern | south southern | east eastern | west western", "left | right", "morning | afternoon | evening night",
        "spring | summer | autumn fall | winter", "red | blue | green | yellow | black | white | grey gray | brown | orange | purple",
        "wrist | ankle | elbow | knee | shoulder | hip | neck", "arm arms | leg legs | hand hands | foot feet | head heads | back | chest",
        "brother brothers | sister sisters", "son sons | daughter daughters", "father fathers | mother mothers", "uncle uncles | aunt aunts",
        "nephew nephews | niece nieces", "husband husbands | wife wives", "grandfather | grandmother", "boy boys | girl girls", "man men | woman women",
        "suspected | questioned | arrested detained | charged indicted | convicted sentenced",
        "killed kill died dead | murdered murder | assassinated | executed", "injured wounded hurt | killed dead died",
        "suspended | dismissed fired sacked | resigned", "strike strikes | lockout", "lend lent | borrow borrowed", "import imports imported | export exports exported",
        "profit profits | loss losses", "deficit | surplus", "majority | minority", "ally allies | enemy enemies", "upper | lower",
        "temporary temporarily | permanent permanently", "voluntary | compulsory mandatory", "single | double | triple", "daily | weekly | monthly | yearly annual annually",
        "once | twice", "largest biggest | smallest", "oldest eldest | youngest", "fast faster | slow slower", "full | empty",
    ),
    "de": (
        "vor vorher | nach nachher danach", "gestiegen steigt stieg | gefallen fällt sank gesunken", "mehr | weniger", "gewonnen gewann | verloren verlor",
        "angenommen | abgelehnt", "bestätigt bestätigte | dementiert dementierte", "bruder | schwester", "sohn | tochter", "vater | mutter", "mann männer | frau frauen",
        "norden nördlich | süden südlich | osten östlich | westen westlich", "links | rechts", "schuldig | unschuldig", "verletzt | getötet tot",
        "festgenommen | angeklagt | verurteilt",
    ),
    "fr": (
        "avant | après", "hausse augmenté | baisse baissé diminué", "plus | moins", "gagné | perdu", "accepté approuvé | rejeté refusé", "confirmé | démenti",
        "frère | sœur", "fils | fille", "père | mère", "homme hommes | femme femmes", "nord | sud | est | ouest", "gauche | droite", "coupable | innocent",
        "blessé blessés | tué tués mort morts", "arrêté | inculpé | condamné",
    ),
    "es": (
        "antes | después", "subido subió aumentó | bajado bajó disminuyó", "más | menos", "ganó ganado | perdió perdido", "aceptó aprobó | rechazó",
        "confirmó | desmintió negó", "hermano | hermana", "hijo | hija", "padre | madre", "hombre hombres | mujer mujeres", "norte | sur | este | oeste",
        "izquierda | derecha", "culpable | inocente", "herido heridos | muerto muertos", "detenido | acusado imputado | condenado",
    ),
}  # fmt: skip


@cache
def _table(language: str) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for n, line in enumerate(_SETS.get(language, ())):
        for part, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(key(word, language), set()).add((n, part))
    return {word: tuple(sorted(places)) for word, places in found.items()}


def opposed(one: str, other: str, language: str) -> bool:
    """Return whether two folded words of a language exclude each other.

    >>> opposed("wrist", "ankle", "en"), opposed("rose", "climbed", "en"), opposed("rose", "wrist", "en")
    (True, False, False)
    """
    table = _table(language)
    mine, theirs = table.get(key(one, language), ()), table.get(key(other, language), ())
    shared = {n for n, _ in mine} & {n for n, _ in theirs}
    return bool(shared) and not set(mine) & set(theirs)
