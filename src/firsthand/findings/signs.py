"""Words that change what a sentence commits to, as data: denial, doubt, force, degree, time, units.

Short closed lists in six languages; a word that is missing costs a finding, never makes one up.
"""

from __future__ import annotations

from functools import cache

_DENIAL = (
    "not no never none nobody nothing neither nor without cannot hardly no-one"
    " nicht kein keine keinen keiner keinem nie niemals niemand nichts ohne weder"
    " ne pas jamais aucun aucune sans rien personne ni"
    " nunca ningún ninguna nadie nada sin tampoco jamás"
    " не нет ни никогда никто ничего без"
    " لا لم لن ليس ليست بدون دون غير"
)
_DOUBT = (
    "may might could would should perhaps maybe possibly possible probably probable likely unlikely reportedly"
    " allegedly alleged apparently apparent seemingly seems seem seemed appears appear appeared suspected suspect"
    " believed thought presumed potential potentially supposedly supposed rumoured rumored expected planned"
    " soll sollen könnte könnten dürfte dürften wohl vermutlich möglicherweise angeblich mutmaßlich"
    " pourrait pourraient peut-être probablement présumé selon"
    " podría podrían quizá quizás probablemente presunto presunta supuesto supuesta"
    " возможно вероятно якобы может предположительно ربما قد محتمل"
)
# How strongly somebody wants something done: the weakest first.
_FORCE = (
    "propose proposed proposes proposing suggest suggested suggests offer offered offers invite invited",
    "request requested requests requesting ask asked asks asking appeal appealed seek sought",
    "urge urged urges call called calls recommend recommended press pressed",
    "demand demanded demands demanding insist insisted insists require required order ordered orders command commanded",
)
_DEGREE = (
    "only all every most some few several many half nearly almost least exactly entirely partly mainly both either"
    " knowingly deliberately nur alle fast mindestens höchstens presque moins tous seulement solo sólo todos casi"
    " menos только почти все менее"
)
_BEFORE_NUMBER = "about around over under up than more less fewer but just etwa rund über unter environ plus unos más около более"
_GENDER = (
    frozenset(["he", "him", "his", "himself", "er", "ihm", "él", "il"]),
    frozenset(["she", "her", "hers", "herself", "ella", "elle"]),
)
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december yesterday today tomorrow tonight"
    " montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember"
    " gestern heute morgen lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet"
    " août septembre octobre novembre décembre hier demain lunes martes miércoles jueves viernes sábado domingo enero"
    " febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy mañana"
)
_UNITS = (
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades",
    ("nanogram nanograms nanogrammes microgram micrograms milligram milligrams milligrammes gram grams grammes"
    " kilogram kilograms kilo kilos kg ton tons tonne tonnes pound pounds ounce ounces"),
    ("millimetre millimetres millimeter millimeters centimetre centimetres centimeter centimeters metre metres meter"
    " meters kilometre kilometres kilometer kilometers km mile miles foot feet inch inches yard yards"),
    "dollar dollars euro euros yen yuan rouble roubles ruble rubles franc francs peso pesos sterling",
    "once twice double triple twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold",
)
_SPEECH = (
    "according told reviewed obtained shown asked confirmed alleged statement spokesman spokeswoman spokesperson"
    " laut zufolge selon según tras"
)


@cache
def denial() -> frozenset[str]:
    """Return the words that deny."""
    return frozenset(_DENIAL.split())


@cache
def doubt() -> frozenset[str]:
    """Return the words that make a statement less than certain."""
    return frozenset(_DOUBT.split())


@cache
def degree() -> frozenset[str]:
    """Return the words that say how much of it, how many, how exactly."""
    return frozenset(_DEGREE.split())


@cache
def degree_of_number() -> frozenset[str]:
    """Return the words that say so only before a number: about, over, all but."""
    return frozenset(_BEFORE_NUMBER.split())


@cache
def calendar() -> frozenset[str]:
    """Return weekdays, months and days told from today."""
    return frozenset(_CALENDAR.split())


@cache
def hearsay() -> frozenset[str]:
    """Return the words beside verbs of speech that tell where a statement comes from."""
    return frozenset(_SPEECH.split())


@cache
def units() -> dict[str, int]:
    """Return words of measure by the kind of measure."""
    return {word: n for n, group in enumerate(_UNITS) for word in group.split()}


@cache
def force() -> dict[str, int]:
    """Return verbs of wanting by their force: 0 proposes, 3 demands."""
    return {word: n for n, group in enumerate(_FORCE) for word in group.split()}


def gender(word: str) -> int | None:
    """Return which of the two gendered series of pronouns a folded word belongs to."""
    return next((n for n, group in enumerate(_GENDER) if word in group), None)


def denies(form: str) -> bool:
    """Return whether a folded word denies: listed, or with the ending n't."""
    return form in denial() or form.endswith("n't")
