"""Numbers in words: what a word of a language counts, alone or grown together with others, as data.

Tens and units are listed; German grows them together ("einundzwanzig"), French joins them with
hyphens and counts by twenties ("quatre-vingt-douze"), Russian declines them, Arabic puts the unit
before its ten with an "and" grown to it. A scale ("hundred") multiplies what stands before it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache


def _counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Return words with their values: each group between bars is one step more, its words are forms of one number."""
    return {w: first + n * step for n, group in enumerate(words.split("|")) for w in group.split()}


_WORDS: dict[str, dict[str, int]] = {
    "en": _counted("zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen")
    | _counted("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety", 20, 10),
    "de": _counted("null|eins|zwei zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn")
    | _counted("zwanzig|dreißig dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig", 20, 10),
    "fr": _counted("zéro|un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize")
    | _counted("vingt vingts|trente|quarante|cinquante|soixante|septante|huitante octante|nonante", 20, 10),
    "es": _counted("cero|uno una un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte|veintiuno veintiún veintiuna|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete|veintiocho|veintinueve")
    | _counted("treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien ciento", 30, 10)
    | _counted("doscientos doscientas|trescientos trescientas|cuatrocientos cuatrocientas|quinientos quinientas|seiscientos seiscientas|setecientos setecientas|ochocientos ochocientas|novecientos novecientas", 200, 100),
    "ru": _counted(
        "ноль|один одного одному одна одной|два две двух двум двое двоих|три трёх трех трём трем трое троих|четыре четырёх четырех четверо четверых|пять пяти пятеро пятерых|шесть шести шестеро шестерых"
        "|семь семи семеро|восемь восьми|девять девяти|десять десяти|одиннадцать одиннадцати|двенадцать двенадцати|тринадцать тринадцати|четырнадцать четырнадцати|пятнадцать пятнадцати|шестнадцать шестнадцати"
        "|семнадцать семнадцати|восемнадцать восемнадцати|девятнадцать девятнадцати"
    )
    | _counted("двадцать двадцати|тридцать тридцати|сорок сорока|пятьдесят пятидесяти|шестьдесят шестидесяти|семьдесят семидесяти|восемьдесят восьмидесяти|девяносто девяноста|сто ста", 20, 10)
    | _counted("двести двухсот|триста трёхсот трехсот|четыреста четырёхсот четырехсот|пятьсот пятисот|шестьсот шестисот|семьсот семисот|восемьсот восьмисот|девятьсот девятисот", 200, 100),
    "ar": _counted("صفر|واحد واحدة أحد إحدى|اثنان اثنين اثنا اثني اثنتا اثنتي اثنتين|ثلاثة ثلاث|أربعة أربع|خمسة خمس|ستة ست|سبعة سبع|ثمانية ثماني ثمان|تسعة تسع|عشرة عشر")
    | _counted(
        "عشرون عشرين وعشرون وعشرين|ثلاثون ثلاثين وثلاثون وثلاثين|أربعون أربعين وأربعون وأربعين|خمسون خمسين وخمسون وخمسين|ستون ستين وستون وستين|سبعون سبعين وسبعون وسبعين|ثمانون ثمانين وثمانون وثمانين|تسعون تسعين وتسعون وتسعين|مئة مائة",
        20, 10,
    ),
}  # fmt: skip
# Words that are a number only beside others: "one of them", "un homme".
ARTICLES = frozenset(["one", "un", "une", "uno", "una", "eins", "один", "одна", "одного", "одной", "одному", "واحد", "واحدة", "أحد", "إحدى"])
# What stands for one before a scale: "a hundred".
ONE = frozenset(["a", "an"])
_GERMAN_UNIT = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
# What German grows to a number: "vierköpfig", "dreijährig".
_GERMAN_GROWN = re.compile(r"(?P<n>[a-zäöüß]+?)(?:köpfig|jährig|tägig|wöchig|monatig|stündig|minütig|stöckig|fach)\w{0,2}")
_GERMAN = re.compile(
    rf"(?:(?P<thousands>\w+?)?tausend)?(?:(?P<hundreds>{_GERMAN_UNIT})?(?P<hundred>hundert))?"
    rf"(?:(?:und)?(?:(?P<unit>{_GERMAN_UNIT})und)?(?P<rest>[a-zäöüß]+))?"
)


@cache
def known(language: str) -> bool:
    """Return whether the numbers of a language are listed."""
    return language in _WORDS


@lru_cache(maxsize=1 << 14)
def spelt(word: str, language: str) -> int | None:
    """Return what a word in small letters counts, or nothing where it is no number.

    >>> spelt("einundzwanzig", "de"), spelt("quatre-vingt-douze", "fr"), spelt("seventy-one", "en"), spelt("seven-member", "en")
    (21, 92, 71, 7)
    """
    table = _WORDS[language]
    if word in table:
        return table[word]
    if language == "de":
        return _german(word)
    if "-" not in word:
        return None
    pieces = word.split("-")
    if language == "fr":
        return _french([p for p in pieces if p != "et"])
    head, tail = pieces[0], "-".join(pieces[1:])
    if head not in table:
        return None
    # "thirty-one", else the number of a compound: "seven-member".
    return table[head] + table[tail] if tail in table and table[head] >= 20 else table[head]


def _german(word: str) -> int | None:
    table = _WORDS["de"] | {"ein": 1, "eine": 1}
    head = word.split("-")[0]
    if head != word:
        return spelt(head, "de")  # "vier-köpfig"
    if grown := _GERMAN_GROWN.fullmatch(word):
        return table.get(grown["n"]) or spelt(grown["n"], "de")
    m = _GERMAN.fullmatch(word)
    if m is None or not ("tausend" in word or m["hundred"] or m["unit"]):
        return None
    total = 0
    if "tausend" in word:
        thousands = 1 if not m["thousands"] else spelt(m["thousands"], "de") or table.get(m["thousands"])
        if thousands is None:
            return None
        total += 1000 * thousands
    if m["hundred"]:
        total += 100 * table.get(m["hundreds"] or "ein", 1)
    if m["rest"]:
        if m["rest"] not in table or (m["unit"] and table[m["rest"]] < 20):
            return None
        total += table[m["rest"]]
    return total + (table[m["unit"]] if m["unit"] else 0)


def _french(pieces: list[str]) -> int | None:
    """Return the sum of joined numbers, four times twenty multiplied; a word that is none ends it."""
    table, total, last = _WORDS["fr"], 0, 0
    for n, piece in enumerate(pieces):
        value = table.get(piece)
        if value is None:
            return total if n else None
        total += value * last - last if (last, value) == (4, 20) else value
        last = value
    return total
