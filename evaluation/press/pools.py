"""Invented names: people, places, newspapers, agencies, firms, in numbers that do not run out."""

from __future__ import annotations

from random import Random

from evaluation.press.sheets import Person

_MEN = ["Adam", "Aldo", "Alton", "Amos", "Anders", "Anton", "Arno", "Basil", "Benno", "Boris", "Bruno", "Caleb", "Casper", "Cedric", "Conrad", "Cyril", "Darius", "Dennis", "Dmitri", "Edgar", "Emil", "Ernest", "Fabian", "Felix", "Florin", "Gareth", "Gavin", "Georg", "Hamid", "Harvey", "Henrik", "Hugo", "Ivan", "Jakob", "Jerome", "Joel", "Jonas", "Jorge", "Julian", "Kamal", "Karel", "Klaus", "Lars", "Leon", "Louis", "Lucas", "Malcolm", "Marek", "Martin", "Mateo", "Milan", "Nadir", "Neil", "Oscar", "Otto", "Owen", "Pascal", "Pavel", "Pedro", "Rafael", "Ralph", "Raymond", "Robin", "Roman", "Rupert", "Samir", "Simon", "Stefan", "Tariq", "Theo", "Tobias", "Tomas", "Ulrich", "Victor", "Vincent", "Walter", "Yusuf", "Zoltan"]
_WOMEN = ["Ada", "Agnes", "Aisha", "Alma", "Amalia", "Anita", "Astrid", "Beatrice", "Bianca", "Birgit", "Camila", "Carla", "Clara", "Corinne", "Dalia", "Daria", "Diana", "Doris", "Edith", "Elena", "Elise", "Emma", "Esther", "Eva", "Farida", "Fiona", "Flora", "Frida", "Gemma", "Greta", "Hanna", "Helga", "Ilse", "Ines", "Ingrid", "Irene", "Iris", "Jana", "Joan", "Judith", "Karin", "Katya", "Lara", "Laura", "Leila", "Lena", "Lidia", "Livia", "Lucia", "Magda", "Maren", "Marta", "Mina", "Mira", "Monica", "Nadia", "Nina", "Nora", "Olga", "Paula", "Petra", "Rachel", "Renata", "Rosa", "Ruth", "Salma", "Sara", "Sofia", "Sonia", "Stella", "Susan", "Sylvia", "Tamara", "Tessa", "Ursula", "Valeria", "Vera", "Wanda", "Yasmin", "Zora"]
_SURNAME_HEADS = ["Abend", "Albr", "Andr", "Ark", "Balk", "Bann", "Barl", "Bech", "Benn", "Berk", "Bland", "Bor", "Bran", "Brun", "Calv", "Carn", "Castell", "Chal", "Cord", "Dall", "Darv", "Delm", "Dorn", "Dragh", "Ebb", "Eld", "Falk", "Fern", "Fior", "Fordh", "Gall", "Gard", "Germ", "Grad", "Grunw", "Hald", "Harg", "Hav", "Hjort", "Holm", "Ibr", "Jarv", "Jurk", "Kald", "Karm", "Kest", "Kol", "Kovr", "Krat", "Lamb", "Land", "Lev", "Lind", "Lor", "Mald", "Marg", "Mart", "Mend", "Mik", "Morav", "Nast", "Nem", "Nord", "Oberh", "Okl", "Ost", "Pag", "Pell", "Petr", "Prohask", "Quint", "Radk", "Ram", "Renn", "Rosm", "Rud", "Sabr", "Salv", "Sand", "Schelm", "Seld", "Silv", "Skog", "Stav", "Sund", "Szal", "Tald", "Tarr", "Thorv", "Tolm", "Torv", "Ulm", "Vald", "Varg", "Vern", "Vidr", "Volk", "Wald", "Wern", "Westr", "Wint", "Yarb", "Zab", "Zelm"]
_SURNAME_TAILS = ["a", "ade", "ak", "an", "ander", "ano", "ansky", "ard", "aro", "as", "au", "berg", "by", "cott", "cu", "dahl", "ek", "el", "ella", "elli", "en", "enko", "er", "erson", "escu", "ett", "feld", "i", "ic", "ier", "in", "ina", "ini", "is", "land", "ley", "mann", "o", "off", "ov", "ova", "ow", "quist", "rud", "sen", "sky", "son", "stad", "stein", "strom", "ton", "uk", "ula", "us"]
_PLACE_HEADS = ["Alder", "Ambr", "Arl", "Ash", "Bal", "Barn", "Bel", "Birk", "Bland", "Brack", "Bram", "Bren", "Calder", "Cast", "Cold", "Cor", "Crom", "Dal", "Dor", "Drav", "Dun", "Eber", "Elm", "Esk", "Fal", "Fen", "Gal", "Glen", "Gor", "Grim", "Hal", "Hart", "Hel", "Holt", "Ing", "Ister", "Kal", "Kel", "Kirk", "Kor", "Lan", "Larg", "Lem", "Lin", "Lod", "Mar", "Mel", "Mor", "Nar", "Nor", "Oder", "Orm", "Pel", "Pol", "Quar", "Ran", "Ros", "Sal", "Sel", "Sil", "Stan", "Stor", "Tal", "Tarn", "Tor", "Ul", "Val", "Var", "Ved", "Wal", "War", "Wen", "Wol", "Yar", "Zel"]
_PLACE_TAILS = ["ava", "aven", "berg", "borough", "bourne", "bridge", "burg", "bury", "by", "dale", "den", "don", "esk", "ester", "field", "ford", "gard", "grad", "ham", "haven", "holm", "iva", "ley", "mark", "mere", "mouth", "nica", "ona", "ora", "ova", "pool", "port", "sk", "stad", "stead", "stone", "ton", "vale", "vik", "ville", "wick", "worth"]
_PAPERS = ["Herald", "Courier", "Gazette", "Tribune", "Examiner", "Chronicle", "Mail", "Observer", "Post", "Sentinel", "Journal", "Argus", "Standard", "Record", "Bulletin", "Echo", "Register", "Dispatch", "Mercury", "Telegraph", "Star", "News", "Ledger", "Inquirer", "Beacon", "Review", "Times", "Leader", "Advertiser", "Messenger", "Banner", "Citizen", "Voice", "Monitor", "Spectator", "Reporter", "Advocate", "Clarion", "Transcript", "Packet", "Pilot", "Signal", "Watchman", "Guardian", "Enterprise", "Sun", "Press-Gazette", "Tidings"]
_SITES = ["Globe", "Metro", "World", "Global", "Planet", "City", "Trend", "Daily", "Rapid", "Digital", "Open", "Smart", "Prime", "True", "Fresh", "Instant"]
_SITE_TAILS = (
    ["Pulse", "Wire24", "Update", "Now", "Insider", "Report", "Flash", "Headlines", "Times", "Buzz", "Digest", "Newsroom"]
)
_AGENCY_HEADS = ["Meridian", "Altus", "Corvus", "Atlas", "Boreal", "Continental", "Union", "Central", "Pan-Coastal", "Polaris", "Zenith", "Federal", "Orion", "Transmar", "Vega", "Hanseatic", "Levant", "Austral", "Trident", "Concord", "Harbour", "Interland", "Saturn", "Kestrel"]
_AGENCY_TAILS = (
    "Press",
    "Wire",
    "News Agency",
    "Newswire",
    "Press Agency",
    "News Service",
    "Telegraph Agency",
)
_FIRM_HEADS = ["Arcol", "Bexar", "Brandt", "Calix", "Dorvan", "Eltra", "Ferron", "Galvex", "Halden", "Intera", "Jorvik", "Kemira", "Lumex", "Mardale", "Norvik", "Optera", "Paltex", "Quorra", "Rendal", "Solvar", "Tavira", "Unimet", "Vantor", "Westmar", "Xenta", "Yorvale", "Zenbar", "Astrel", "Belmora", "Corvane"]
_FIRM_TAILS = (
    "Group",
    "Holdings",
    "Industries",
    "Energy",
    "Logistics",
    "Systems",
    "Partners",
    "Works",
    "International",
)
_STREETS = ["Mill", "Harbour", "Station", "Church", "Linden", "Castle", "Market", "Bridge", "Orchard", "Tanner", "Foundry", "Chapel", "Weaver", "Cooper", "Canal", "Quarry", "Abbey", "Garrison", "Meadow", "Cemetery", "Ferry", "Granary", "Baker", "Brewery", "College", "Sawmill", "Windmill"]
_STREET_TAILS = ("Street", "Lane", "Road", "Row", "Avenue", "Square", "Hill")
_RIVERS = ["Arven", "Borna", "Cale", "Dorna", "Elz", "Farn", "Garve", "Isk", "Jarr", "Kelm", "Lauve", "Morl", "Nedd", "Orla", "Pern", "Rusk", "Sarn", "Tave", "Ulva", "Wend"]


class Pools:
    """Names drawn without repetition within one story."""

    def __init__(self, rng: Random) -> None:
        """Start with nothing used."""
        self._rng = rng
        self._used: set[str] = set()
        self._titles: set[str] = set()

    def place(self) -> str:
        """Return the name of a town."""
        return self._fresh(
            lambda: _joined(self._rng.choice(_PLACE_HEADS), self._rng.choice(_PLACE_TAILS))
        )

    def surname(self) -> str:
        """Return a surname that nobody else in the story bears."""
        return self._fresh(
            lambda: _joined(self._rng.choice(_SURNAME_HEADS), self._rng.choice(_SURNAME_TAILS))
        )

    def person(self, title: str, role: str, age: int | None = None) -> Person:
        """Return somebody new."""
        female = self._rng.random() < 0.45
        first = self._fresh(lambda: self._rng.choice(_WOMEN if female else _MEN))
        return Person(first, self.surname(), female, title, role, age)

    def paper(self, town: str) -> str:
        """Return the name of a newspaper, often a local one."""

        def name() -> str:
            shape = self._rng.random()
            head = (
                town
                if shape < 0.25
                else _joined(self._rng.choice(_PLACE_HEADS), self._rng.choice(_PLACE_TAILS))
            )
            article = "The " if self._rng.random() < 0.5 else ""
            if shape > 0.85:
                return f"The {self._rng.choice(['Daily', 'Morning', 'Evening', 'Sunday', 'Northern', 'Southern', 'National', 'Independent'])} {self._rng.choice(_PAPERS)}"
            return f"{article}{head} {self._rng.choice(_PAPERS)}"

        for _ in range(60):
            chosen = self._fresh(name)
            title = chosen.split()[-1]
            if title not in self._titles:
                break
        self._titles.add(chosen.split()[-1])
        return chosen

    def site(self) -> str:
        """Return the name of a web site that lives off others."""
        return self._fresh(lambda: f"{self._rng.choice(_SITES)} {self._rng.choice(_SITE_TAILS)}")

    def agency(self) -> str:
        """Return the name of a news agency."""
        return self._fresh(
            lambda: f"{self._rng.choice(_AGENCY_HEADS)} {self._rng.choice(_AGENCY_TAILS)}"
        )

    def firm(self) -> str:
        """Return the name of a company."""
        return self._fresh(
            lambda: f"{self._rng.choice(_FIRM_HEADS)} {self._rng.choice(_FIRM_TAILS)}"
        )

    def street(self) -> str:
        """Return the name of a street."""
        return self._fresh(
            lambda: f"{self._rng.choice(_STREETS)} {self._rng.choice(_STREET_TAILS)}"
        )

    def river(self) -> str:
        """Return the name of a river."""
        return self._fresh(lambda: self._rng.choice(_RIVERS))

    def _fresh(self, draw) -> str:  # type: ignore[no-untyped-def]
        for _ in range(200):
            name = draw()
            if name.casefold() not in self._used:
                break
        self._used.add(name.casefold())
        return str(name)


def short_name(outlet: str) -> str:
    """Return an outlet's name as a newspaper writes it in running text."""
    last = outlet.split()[-1]
    return f"the {last}" if last in _PAPERS else outlet


def _joined(head: str, tail: str) -> str:
    """Return head and tail without three consonants of one kind or a doubled vowel at the seam."""
    if head[-1] == tail[0] or (head[-1] in "aeiou" and tail[0] in "aeiou"):
        return head + tail[1:]
    return head + tail
