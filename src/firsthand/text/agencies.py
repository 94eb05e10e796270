"""Which names are agencies': a short list of known ones, and the words that agencies' names end in.

The list only helps where a form alone is weak ("dpa/AFP"); an agency nobody has heard of is told by
its words or by where it stands.
"""

from __future__ import annotations

import re

AGENCIES = (
    "AFP", "Agence France-Presse", "Reuters", "Thomson Reuters", "Associated Press", "The Associated Press",
    "AP", "dpa", "Deutsche Presse-Agentur", "EFE", "Europa Press", "ANSA", "TASS", "RIA Novosti",
    "Interfax", "Xinhua", "Kyodo", "Jiji Press", "Yonhap", "PTI", "Press Trust of India", "ANI", "IANS",
    "UPI", "PA Media", "Press Association", "AAP", "Australian Associated Press", "Anadolu", "Anadolu Agency",
    "APA", "Keystone-SDA", "SDA", "Belga", "ANP", "Ritzau", "NTB", "TT", "STT", "PAP", "CTK", "MTI",
    "Tanjug", "Hina", "STA", "BTA", "Agerpres", "Lusa", "Antara", "Bernama", "WAM", "SPA", "SANA", "IRNA",
    "MENA", "KUNA", "QNA", "Bloomberg", "Canadian Press", "The Canadian Press", "Ukrinform", "Notimex",
    "Télam", "Agência Brasil", "epd", "KNA", "sid", "رويترز", "فرانس برس", "أسوشيتد برس", "РИА Новости",
    "Интерфакс", "ТАСС", "新华社", "路透社", "法新社", "美联社",
)  # fmt: skip
KNOWN = frozenset(a.casefold() for a in AGENCIES)
_BODY_WORD = re.compile(
    r"\w\W+(?:wire|newswire|press|agency|(?:press|news|wire)\s+service|dispatch|agence|agencia|agentur"
    r"|presseagentur|agenzia|agência|presse|агентство|وكالة|واير|برس|syndicate|dispatch\s+international"
    r"|cables?)$|^(?:agence|agencia|agenzia|agência|agentur|агентство|وكالة)\s\w|\w(?:通讯社|社)$",
    re.IGNORECASE,
)


CODE = re.compile(r"[A-ZА-ЯЁ]{2,6}")


def is_agency(name: str) -> bool:
    """Return whether a body's name is one of an agency, by list or by its words."""
    folded = name.casefold().strip()
    return folded in KNOWN or bool(_BODY_WORD.search(name))
