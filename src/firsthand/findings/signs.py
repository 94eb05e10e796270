"""Words that change what a sentence commits to, as data: denial, doubt, force, degree, time, units.

Short closed lists in six languages; a word that is missing costs a finding, never makes one up.
"""

from __future__ import annotations

from functools import cache

_DENIAL = (
    "not no never none nobody nothing neither nor without cannot hardly no-one"
    " nicht kein keine keinen keiner keinem keines keinerlei nie niemals niemand niemandem niemanden nichts ohne weder"
    " ne pas jamais aucun aucune sans rien personne ni"
    " nunca ningún ninguna nadie nada sin tampoco jamás"
    " не нет ни никогда никто ничего без"
    " لا لم لن ليس ليست بدون دون غير ولا ولم ولن وليس وليست"
)
# Words that deny what follows them with "to": "failed to pay", "has yet to pay".
_FAILING = "fail fails failed failing failure refuse refuses refused refusing refusal decline declines declined declining unable unwilling yet"
_DOUBT = (
    "may might could can perhaps maybe possibly possible probably probable likely unlikely reportedly"
    " allegedly alleged apparently apparent seemingly seems seem seemed appears appear appeared suspected suspect"
    " believed thought presumed plan plans intend intends intended hope hopes hoped aim aims consider considers considered considering mull mulls mulling threaten threatens threatened potential potentially supposedly supposed rumoured rumored expected anticipated planned"
    " soll sollen könnte könnten dürfte dürften wohl vermutlich möglicherweise angeblich angebliche angeblichen angeblicher angebliches mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher mutmaßliches vermeintliche vermeintlichen vermeintlicher verdächtig"
    " pourrait pourraient peut-être probablement présumé présumée présumés présumées prétendu prétendue prétendument"
    " podría podrían quizá quizás probablemente presunto presunta presuntos presuntas supuesto supuesta supuestos supuestas presuntamente supuestamente"
    " возможно вероятно якобы может предположительно предполагаемый предполагаемая предполагаемого предполагаемой подозреваемый ربما قد محتمل المزعوم المشتبه"
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
# What limits a statement to a case.
_LIMIT = "only unless except excluding provided barring nur ausser sofern vorausgesetzt seulement sauf excepté solo sólo salvo excepto кроме только"
# What bounds a number from below and from above, before it and after it.
_LEAST = ("at least", "more than", "over", "upwards of", "no fewer than", "no less than", "mindestens", "mehr als", "plus de", "au moins", "más de", "al menos")
_MOST = ("at most", "fewer than", "less than", "under", "up to", "no more than", "höchstens", "weniger als", "bis zu", "moins de", "au plus", "menos de", "como máximo")
_OR_MORE, _OR_LESS = ("at least", "or more", "or higher"), ("at most", "at the most", "or fewer", "or less", "or lower")
# After "no" and "not": "no fewer than nine", "not only".
_IDLE = "fewer less more later longer doubt sooner only just least"
# What somebody no longer, not yet or not fully is.
_STATUS = (
    "former ex acting interim deputy vice assistant outgoing incoming retired elect designate caretaker honorary would-be"
    " ehemalige ehemaliger ehemaligen frühere früherer früheren stellvertretende stellvertretender amtierende amtierender designierte kommissarische"
    " ancien ancienne ex-président adjoint adjointe exministro ex exalcalde antiguo antigua interino interina бывший бывшая бывшего исполняющий السابق"
)
# Who may say so, in groups of which none is the other.
_SPEAKERS = (
    "police constable detective detectives", "prosecutor prosecutors", "union unions", "government ministry cabinet", "opposition", "company firm operator manufacturer", "court judge", "army military",
    "rebel rebels militants insurgents", "hospital doctors doctor medics", "resident residents neighbours neighbors villagers", "witness witnesses bystanders", "scientist scientists researcher researchers academics", "source sources",
    "lawyer lawyers attorney attorneys", "family relatives parents", "activist activists campaigners", "regulator", "protesters demonstrators", "critics", "supporters", "firefighters", "passengers", "students", "teachers", "farmers",
    "polizei", "staatsanwaltschaft", "gewerkschaft", "regierung", "feuerwehr", "zeugen", "anwohner", "forscher", "policier police", "parquet", "syndicat", "gouvernement", "pompiers", "témoins", "policía", "fiscalía", "sindicato", "gobierno", "bomberos", "testigos",
)
_SPEECH = (
    "according told reviewed obtained shown confirmed alleged statement spokesman spokeswoman spokesperson"
    " laut zufolge selon según"
)


@cache
def denial() -> frozenset[str]:
    """Return the words that deny."""
    return frozenset(_DENIAL.split())


@cache
def failing() -> frozenset[str]:
    """Return the words that deny what stands after them with "to"."""
    return frozenset(_FAILING.split())


@cache
def status() -> frozenset[str]:
    """Return the words that say that somebody is not, no longer or not yet what the next word names."""
    return frozenset(_STATUS.casefold().split())


@cache
def speakers() -> dict[str, int]:
    """Return the words for those who speak, by groups of which none is another."""
    return {word: n for n, group in enumerate(_SPEAKERS) for word in group.split()}


@cache
def doubt() -> frozenset[str]:
    """Return the words that make a statement less than certain."""
    return frozenset(_DOUBT.casefold().split())


@cache
def doubted() -> frozenset[str]:
    """Return the words of doubt, with those that deny them in one: "might", "mightn't"."""
    return doubt() | {f"{word}n't" for word in doubt()}


@cache
def degree() -> frozenset[str]:
    """Return the words that say how much of it, how many, how exactly."""
    return frozenset(_DEGREE.split())


@cache
def degree_of_number() -> frozenset[str]:
    """Return the words that say so only before a number: about, over, all but."""
    return frozenset(_BEFORE_NUMBER.split())


@cache
def hearsay() -> frozenset[str]:
    """Return the words beside verbs of speech that tell where a statement comes from."""
    return frozenset(_SPEECH.split())


def bound(before: str, after: str) -> int:
    """Return how a number between two stretches of text is bounded: 1 from below, -1 from above, 0 not.

    >>> bound("killing at least ", " people"), bound("killing ", " people at most"), bound("killing ", " people")
    (1, -1, 0)
    """
    lead, tail = f" {' '.join(before.casefold().split())} ", f" {' '.join(after.casefold().split())} "
    for sign, ahead, behind in ((1, _LEAST, _OR_MORE), (-1, _MOST, _OR_LESS)):
        if any(lead.endswith(f" {p} ") for p in ahead) or any(f" {p} " in tail for p in behind):
            return sign
    return 0


@cache
def force() -> dict[str, int]:
    """Return verbs of wanting by their force: 0 proposes, 3 demands."""
    return {word: n for n, group in enumerate(_FORCE) for word in group.split()}


def gender(word: str) -> int | None:
    """Return which of the two gendered series of pronouns a folded word belongs to."""
    return next((n for n, group in enumerate(_GENDER) if word in group), None)


@cache
def limit() -> frozenset[str]:
    """Return the words that limit a statement to a case, or take a case out of it."""
    return frozenset(_LIMIT.split())


@cache
def idle() -> frozenset[str]:
    """Return the words before which "no" and "not" deny nothing: "no fewer than", "not only"."""
    return frozenset(_IDLE.split())


def denies(form: str) -> bool:
    """Return whether a folded word denies: listed, or with the ending n't."""
    return form in denial() or form.endswith("n't")
