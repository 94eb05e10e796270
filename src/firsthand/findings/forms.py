"""Words beside names as data: legal forms of companies, titles of people, familiar forms of given names."""

from __future__ import annotations

# Longest first, so that "joint stock company" goes before "company".
LEGAL = tuple(
    sorted(
        ["incorporated", "inc", "corporation", "corp", "company", "co", "limited", "ltd", "llc", "llp", "lp", "plc", "pllc", "gmbh", "ag", "kg", "ohg", "se", "ug", "sa", "sas", "sarl", "srl", "spa", "sl", "nv", "bv", "vof", "oy", "oyj", "ab", "as", "asa", "aps", "kk", "pte", "pty", "sdn", "bhd", "pt", "tbk", "jsc", "pjsc", "ojsc", "cjsc", "oao", "ooo", "pao", "zao", "ao", "too", "tov", "kft", "zrt", "nyrt", "doo", "dd", "ad", "ead", "eood", "ltda", "eirl", "cv", "aktiengesellschaft", "gesellschaft mit beschraenkter haftung", "gesellschaft mit beschrankter haftung", "joint stock company", "public joint stock company", "open joint stock company", "closed joint stock company", "limited liability company", "public limited company", "limited partnership", "societe anonyme", "societa per azioni", "sociedad anonima", "societatea cu raspundere limitata", "sp z o o", "sp zoo", "s p a", "s a r l", "d o o", "perseroan terbatas", "besloten vennootschap", "naamloze vennootschap", "p t", "a s", "obshchestvo s ogranichennoi otvetstvennostiu", "aktsionernoe obshchestvo", "kabushiki kaisha", "and co", "sp. z o.o.", "s.p.a.", "& co.", "& co"],
        key=lambda f: (-len(f), f),
    )
)  # fmt: skip

TITLES = frozenset(
    ["mr", "mrs", "ms", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "president", "minister", "governor", "senator", "general", "gen", "colonel", "col", "captain", "capt", "sheikh", "shaykh", "haji", "hajji", "mullah", "maulavi", "mawlawi", "imam", "ayatollah", "king", "queen", "prince", "princess", "herr", "frau", "the", "jr", "sr", "phd", "of", "and", "de", "la", "le"]
)

_GROUPS = (
    "theodore ted teddy theo", "barack barry", "william bill billy will willy", "robert bob bobby rob", "richard dick rick ricky",
    "james jim jimmy jamie", "joseph joe joey", "michael mike mick mikey", "thomas tom tommy", "anthony tony", "john jack johnny",
    "katherine kate katie kathy catherine cathy", "elizabeth liz lizzie beth betty eliza", "margaret peggy maggie meg", "alexander alex sasha aleksandr alexandr aliaksandr",
    "nikolai nikolay kolya nicolas nicholas nick", "vladimir vova volodya volodymyr uladzimir", "mikhail misha mihail", "jose pepe", "francisco paco pancho", "johannes hans johann",
    "friedrich fritz frederick fred", "edward ed eddie ted", "charles charlie chuck", "christopher chris", "daniel dan danny", "david dave", "benjamin ben benny",
    "samuel sam sammy", "matthew matt", "andrew andy drew", "steven stephen steve", "patrick pat paddy", "peter pete petr pyotr piotr", "ronald ron ronnie",
    "donald don donny", "gregory greg", "lawrence larry", "leonard len lenny", "kenneth ken kenny", "gerald gerry jerry", "raymond ray", "susan sue susie",
    "deborah debbie deb", "jennifer jen jenny", "patricia patty tricia", "victoria vicky tori", "dmitry dmitri dima dmitrii dmytro", "sergei sergey serhii sergej", "yevgeny evgeny evgeni yevgeni zhenya", "yuri yury iurii jurij yurii",
    "mohammed muhammad mohamed mohammad mohamad muhammed mehmet", "ahmed ahmad ahmet", "yusuf yousef youssef iusuf joseph", "ibrahim abraham", "hussein husain hussain husein", "omar umar", "usama osama",
    "xi si hsi", "jinping chinping jinpin", "tsai cai", "chiang jiang",
)  # fmt: skip
FAMILIAR = {form: group.split()[0] for group in _GROUPS for form in reversed(group.split())}
