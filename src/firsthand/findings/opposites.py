"""Words that exclude each other, as data: before and after, wrist and ankle, charged and convicted.

Each line is one scale or set; its parts, between bars, cannot both be meant at one place. Vectors
of words bring such words close together, since they stand in the same sentences (Mrkšić et al.
2016), so that only a list tells them from synonyms. A word that is missing costs a finding, never
makes one up.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.findings.slots import key
from firsthand.text.words import fold

# Letters of a word that a denying syllable can stand before: "until" is no contrary of "til".
SHORTEST = 5
_QUALITY = re.compile(r"(?:able|ible|al|ate|ete|ent|ant|ular|ure|ect|ite|ible|ence|ance)$")
_DIS = ("agree", "appear", "approv", "prov", "honest", "loyal", "satisf", "allow", "qualif", "believ", "trust", "advantag", "connect", "continu", "like", "obey", "respect")
_SETS = {
    "en": (
        "before earlier previous | after later following",
        "rise rises rose risen rising increase increases increased increasing climb climbed grow grew grown up | fall falls fell fallen falling decrease decreases decreased decreasing drop dropped decline declined shrink shrank down",
        "more | less fewer", "most | least fewest", "higher above | lower below", "maximum | minimum",
        "win wins won winning victory | lose loses lost losing defeat", "buy buys bought buying purchase | sell sells sold selling sale",
        "accept accepts accepted accepting approve approved approves | reject rejects rejected rejecting refuse refused deny denied denies",
        "confirm confirmed confirms admit admitted admits acknowledge acknowledged concede conceded | deny denied denies", "support supports supported back backed | oppose opposes opposed",
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
        "temporary temporarily | permanent permanently", "voluntary | compulsory mandatory", "daily | weekly | monthly | yearly annual annually",
        "largest biggest | smallest", "oldest eldest | youngest", "fast faster | slow slower", "full | empty",
        "soar soared surge surged jump jumped leap leapt rocketed | plunge plunged plummet plummeted tumble tumbled slump slumped collapse collapsed sink sank",
        "soar soared surge surged jump jumped rise rose increase increased climb climbed | fall fell drop dropped decline declined plunge plunged plummet plummeted tumble tumbled slump slumped sink sank decrease decreased",
        "strong stronger strongest strengthen strengthened | weak weaker weakest weaken weakened", "better best improve improved | worse worst worsen worsened",
        "old older | new newer", "old older | young younger", "big bigger large larger | small smaller", "long longer | short shorter", "high | low", "rich richer | poor poorer", "cheap cheaper | expensive dearer",
        "easy easier | hard harder difficult", "light lighter | heavy heavier", "warm warmer hot hotter | cold colder cool cooler", "early | late", "near nearer close closer | far farther further", "wide wider broad | narrow narrower", "deep deeper | shallow",
        "uphold upheld uphold affirm affirmed | overturn overturned quash quashed reverse reversed strike struck annul annulled", "lift lifted scrap scrapped | impose imposed introduce introduced tighten tightened",
        "ban banned bans forbid forbade prohibit prohibited bar barred | allow allowed allows permit permitted", "hire hired recruit recruited | fire fired dismiss dismissed sack sacked", "join joined enter entered | leave left quit",
        "arrive arrived | depart departed", "gain gained | lose lost", "create created build built | destroy destroyed demolish demolished", "appoint appointed elect elected | dismiss dismissed oust ousted remove removed",
        "raise raised hike hiked | cut lower lowered slash slashed", "expand expanded | shrink shrank contract contracted", "succeed succeeded success | fail failed failure", "pass passed | fail failed", "attack attacked | defend defended",
        "praise praised welcome welcomed hail hailed | criticise criticised criticize criticized condemn condemned denounce denounced", "agree agreed | refuse refused disagree disagreed", "free freed release released | arrest arrested jail jailed detain detained imprison imprisoned",
        "release released publish published | withhold withheld conceal concealed hide hid hidden", "reveal revealed disclose disclosed | conceal concealed hide hid hidden", "alive | dead", "survive survived | die died", "present | absent", "presence | absence",
        "friend friends ally allies | enemy enemies foe foes rival rivals", "victim victims | perpetrator perpetrators suspect suspects attacker attackers", "plaintiff accuser | defendant accused", "employer employers | employee employees worker workers", "teacher | pupil student",
        "doctor | patient", "buyer buyers customer customers | seller sellers supplier suppliers", "tenant tenants | landlord landlords owner owners", "seller | buyer", "winner | loser", "guest visitors | host hosts", "parent parents | child children",
        "domestic | foreign", "national | local regional", "military | civilian civil", "urban city | rural", "real genuine authentic | fake forged false", "true | false", "correct right | wrong incorrect", "safe | harmful", "innocent | complicit", "sole only | joint",
        "optimistic confident | pessimistic doubtful worried", "calm | tense", "peaceful | violent", "major serious severe grave | minor slight mild", "sharply steeply | slightly marginally", "always | never rarely seldom", "often frequently | rarely seldom", "unanimously | narrowly",
        "because due owing thanks | despite although though notwithstanding", "with | without", "for favour favor | against", "before until | since after", "above over | below under", "including | excluding except", "must shall | should ought", "decide decided agree agreed | consider considered considering mull mulling weigh weighing",
        "begin began start started resume resumed | halt halted suspend suspended pause paused cease ceased", "continue continued | stop stopped halt halted cease ceased abandon abandoned", "extend extended | shorten shortened", "advance advanced | retreat retreated withdraw withdrew", "deploy deployed send sent | withdraw withdrew recall recalled",
        "donate donated give gave | receive received take took", "pay paid | owe owed receive received", "invest invested | divest divested", "ratify ratified sign signed | reject rejected veto vetoed", "adopt adopted | scrap scrapped abandon abandoned", "intact undamaged unharmed | damaged destroyed harmed injured", "prove proved proven | disprove disproved", "claim claimed claims allege alleged believe believed suspect suspected speculate speculated assume assumed | prove proved proven confirm confirmed establish established demonstrate demonstrated",
        "seabed floor | surface", "floor ground | roof ceiling", "ceiling | floor", "driver | passenger", "pilot | passenger", "husband | father | brother | son | uncle | nephew | cousin | grandfather", "wife | mother | sister | daughter | aunt | niece | grandmother",
        "football | rugby | cricket | tennis | hockey | basketball", "gold | silver | bronze", "car cars | lorry lorries truck trucks | bus buses | train trains | plane planes | helicopter helicopters | boat boats", "dog dogs | cat cats | horse horses", "church | mosque | synagogue | temple",
        "heart | lung lungs | liver | kidney kidneys | brain | skin", "knife | gun pistol rifle | axe | hammer", "stabbed | shot | strangled | beaten | poisoned", "hurricane | earthquake | flood | drought | wildfire | landslide | avalanche", "petrol gasoline | diesel | electricity | gas | coal | oil",
        "president | premier | chancellor | king | queen | governor | mayor | senator | ambassador | judge | bishop | treasurer", "general | colonel | captain | sergeant | lieutenant | admiral",
    ),
    "de": (
        "vor vorher | nach nachher danach", "gestiegen steigt stieg | gefallen fällt sank gesunken", "mehr | weniger", "gewonnen gewann | verloren verlor",
        "angenommen | abgelehnt", "bestätigt bestätigte | dementiert dementierte", "bruder | schwester", "sohn | tochter", "vater | mutter", "mann männer | frau frauen",
        "norden nördlich | süden südlich | osten östlich | westen westlich", "links | rechts", "schuldig | unschuldig", "verletzt | getötet tot",
        "festgenommen | angeklagt | verurteilt", "stieg stiegen steigen wuchs wuchsen erhöht erhöhte zunahm | sank sanken fiel fielen schrumpfte verringert verringerte abnahm", "öffnete geöffnet eröffnet | schloss geschlossen",
        "erlaubt erlaubte genehmigt genehmigte | verboten verbot untersagt untersagte", "begonnen begann | beendet beendete endete", "freigesprochen | verurteilt", "stärker starken stark | schwächer schwachen schwach", "größer | kleiner", "älter alten | jünger neuen", "besser | schlechter",
        "gekauft kaufte | verkauft verkaufte", "eingestellt | entlassen", "wegen dank | trotz", "mit | ohne", "für | gegen", "über oberhalb | unter unterhalb", "morgens vormittags | abends nachmittags nachts", "erster | letzter", "immer | nie", "innerhalb | außerhalb", "öffentlich öffentliche | privat private",
        "vater | onkel | großvater | neffe", "mutter | tante | großmutter | nichte", "arm | bein | hand | fuß | kopf", "frühling frühjahr | sommer | herbst | winter", "rot rote | blau blaue | grün grüne | gelb gelbe | schwarz schwarze | weiß weiße",
    ),
    "fr": (
        "avant | après", "hausse augmenté | baisse baissé diminué", "plus | moins", "gagné | perdu", "accepté approuvé | rejeté refusé", "confirmé | démenti",
        "frère | sœur", "fils | fille", "père | mère", "homme hommes | femme femmes", "nord | sud | est | ouest", "gauche | droite", "coupable | innocent",
        "blessé blessés | tué tués mort morts", "arrêté | inculpé | condamné",
        "augmenté augmente augmentent monté | diminué diminue baissent chuté reculé", "ouvert | fermé", "autorisé permis | interdit", "commencé débuté | terminé fini achevé", "acquitté relaxé | condamné", "meilleur mieux | pire", "grand grande plus | petit petite moins", "ancien ancienne | nouveau nouvelle",
        "acheté | vendu", "embauché | licencié", "grâce cause | malgré", "avec | sans", "pour | contre", "dessus | dessous sous", "matin | soir", "toujours | jamais", "public publique | privé privée", "oncle | père | neveu", "tante | mère | nièce", "bras | jambe | main | pied | tête", "printemps | été | automne | hiver",
    ),
    "es": (
        "antes | después", "subido subió aumentó | bajado bajó disminuyó", "más | menos", "ganó ganado | perdió perdido", "aceptó aprobó | rechazó",
        "confirmó | desmintió negó", "hermano | hermana", "hijo | hija", "padre | madre", "hombre hombres | mujer mujeres", "norte | sur | este | oeste",
        "izquierda | derecha", "culpable | inocente", "herido heridos | muerto muertos", "detenido | acusado imputado | condenado",
        "aumentó aumentaron creció crecieron subieron | disminuyó disminuyeron cayó cayeron bajaron", "abierto abrió | cerrado cerró", "autorizó permitió | prohibió", "comenzó empezó inició | terminó acabó", "absuelto | condenado", "mejor | peor", "mayor grande | menor pequeño", "viejo antiguo | nuevo",
        "compró | vendió", "contrató | despidió", "gracias debido | pese", "con | sin", "favor | contra", "encima sobre | debajo bajo", "mañana | tarde noche", "siempre | nunca", "público pública | privado privada", "tío | padre | sobrino", "tía | madre | sobrina", "brazo | pierna | mano | pie | cabeza", "primavera | verano | otoño | invierno",
    ),
    "ru": (
        "до | после", "вырос выросла выросли увеличился увеличилась увеличились поднялись | упал упала упали снизился снизилась снизились сократились", "больше | меньше", "победил победила выиграл | проиграл проиграла", "принял приняла одобрил одобрила | отклонил отклонила отверг отвергла",
        "подтвердил подтвердила | опроверг опровергла", "открыт открыл открыла | закрыт закрыл закрыла", "разрешил разрешила | запретил запретила", "начал начала начался | закончил завершил завершился", "брат | сестра", "сын | дочь", "отец | мать", "мужчина мужчины | женщина женщины", "север северной | юг южной | восток восточной | запад западной",
        "утром | вечером днём", "всегда | никогда", "ранен ранены | убит убиты погиб погибли", "задержан | обвинён | осуждён", "купил купила | продал продала", "несмотря | благодаря",
    ),
}  # fmt: skip


# Words that count or measure, each line a scale: another one is another number.
_NUMBERS = {
    "en": (
        "half halves | third thirds | quarter quarters | fifth fifths | sixth sixths | eighth eighths | tenth tenths | all", "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth",
        "halve halved | double doubled doubling twofold | triple tripled treble trebled threefold | quadruple quadrupled fourfold", "once | twice | thrice", "single | double | triple", "dozens | hundreds | thousands | millions | billions",
        "daily | weekly | fortnightly | monthly | quarterly | yearly annual annually", "decade decades | century centuries | year years | month months | week weeks", "pair couple | trio | quartet",
    ),
    "de": (
        "hälfte | drittel | viertel | fünftel | achtel | zehntel", "erste ersten erster erstes | zweite zweiten zweiter zweites | dritte dritten dritter drittes | vierte vierten vierter viertes | fünfte fünften fünfter fünftes",
        "halbiert halbierte | verdoppelt verdoppelte | verdreifacht verdreifachte | vervierfacht vervierfachte", "einmal | zweimal | dreimal", "dutzende | hunderte | tausende | millionen | milliarden", "täglich | wöchentlich | monatlich | jährlich",
    ),
    "fr": ("moitié | tiers | quart | cinquième | dixième", "premier première | deuxième second seconde | troisième | quatrième | cinquième", "doublé | triplé | quadruplé", "dizaines | centaines | milliers | millions | milliards", "quotidien | hebdomadaire | mensuel | annuel"),
    "es": ("mitad | tercio | cuarto | quinto | décimo", "primer primero primera | segundo segunda | tercer tercero tercera | cuarto cuarta | quinto quinta", "duplicado duplicó | triplicado triplicó", "decenas | cientos centenares | miles | millones", "diario | semanal | mensual | anual"),
    "ru": ("половина половину половины | треть трети | четверть четверти", "первый первая первое первого | второй вторая второе второго | третий третья третье третьего", "вдвое | втрое | вчетверо", "десятки | сотни | тысячи | миллионы"),
}  # fmt: skip


@cache
def _table(language: str, *, numbers: bool) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for n, line in enumerate((_NUMBERS if numbers else _SETS).get(language, ())):
        for part, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(key(fold(word), language), set()).add((n, part))
    return {word: tuple(sorted(places)) for word, places in found.items()}


def opposed(one: str, other: str, language: str) -> bool:
    """Return whether two folded words of a language exclude each other.

    >>> opposed("wrist", "ankle", "en"), opposed("rose", "climbed", "en"), opposed("rose", "wrist", "en")
    (True, False, False)
    """
    return _apart(one, other, language, numbers=False) or (language == "en" and (_negated(one, other) or _negated(other, one)))


def counted(one: str, other: str, language: str) -> bool:
    """Return whether two folded words of a language count or measure differently.

    >>> counted("thirds", "fifths", "en"), counted("doubled", "doubling", "en")
    (True, False)
    """
    return _apart(one, other, language, numbers=True)


def _negated(one: str, other: str) -> bool:
    """Return whether a word is another one with a syllable that denies it: harmed, unharmed."""
    if len(one) < SHORTEST or not other.endswith(one):
        return False
    head = other.removesuffix(one)
    if head in {"un", "non", "non-"}:
        return True
    return (head in {"in", "im", "il", "ir"} and bool(_QUALITY.search(one))) or (head == "dis" and one.startswith(_DIS))


def _apart(one: str, other: str, language: str, *, numbers: bool) -> bool:
    table = _table(language, numbers=numbers)
    mine, theirs = table.get(key(one, language), ()), table.get(key(other, language), ())
    shared = {n for n, _ in mine} & {n for n, _ in theirs}
    return bool(shared) and not set(mine) & set(theirs)
