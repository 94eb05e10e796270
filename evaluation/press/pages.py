"""The page an article stands on: masthead, byline, dateline, dates in many forms, credit, furniture."""

from __future__ import annotations

import datetime
import html
import json
from random import Random

from evaluation.press.plan import Plan
from evaluation.press.sheets import Node
from firsthand.model import Value

_FURNITURE = (
    "Subscribe to our newsletter and never miss a story.", "Share this article: Facebook | X | WhatsApp | Email",
    "Sign up for {o} Today, our free morning briefing.", "Follow us on social media for breaking news.",
    "Read more: ten ways to save on your heating bill", "ADVERTISEMENT", "Comments are closed for this article.",
    "Have a tip? Write to newsdesk@{d}", "Support independent journalism. Become a member of {o} today.",
    "This website uses cookies to improve your experience. Accept all | Settings",
    "Most read: Lottery results | Weather | Crossword", "Download our app for iOS and Android.",
)  # fmt: skip
_GROUP = (
    "{o} is part of the {g} family of newspapers. For home delivery call our customer service on weekdays between nine and five.",
    "Copyright {y} {g} Media. All rights reserved. Reproduction in whole or in part without written permission is prohibited.",
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Page(Value):
    """A page as text, what a reader takes from it, and which of its lines are no article."""

    suffix: str
    text: str
    published: str | None
    credits: tuple[str, ...]
    furniture: tuple[str, ...]


class Press:
    """Prints the pages of one story."""

    def __init__(self, rng: Random, plan: Plan, group: str) -> None:
        """`group` is the publisher some of the newspapers belong to."""
        self._rng, self._plan, self._group = rng, plan, group

    def printed(
        self, node: Node, head: str, paragraphs: list[str], setting: tuple[datetime.date, str, str]
    ) -> Page:
        """Return the page of an article; `setting` is day of the event, town, reporter."""
        rng = self._rng
        event_day, town, reporter = setting
        day: datetime.date | None = event_day + datetime.timedelta(days=node.day)
        if rng.random() < self._plan.lying_clock and node.exemplars:
            day = rng.choice([None, _shifted(event_day, rng), _wrong_month(event_day)])
        shown = _date(day, node.style.british, rng) if day else ""
        agency = next((n for n in node.names if node.kind not in ("abridged", "quotation")), "")
        ends: list[str] = []
        byline = ""
        opening = ""
        if agency:
            opening, byline, ends = self._credit(agency, town, reporter, day)
            if node.agency and not opening:
                opening = (
                    f"{town.upper()}, {_MONTHS[day.month - 1]} {day.day} ({agency}) - "
                    if day
                    else f"{town.upper()} ({agency}) - "
                )
        else:
            byline = rng.choice(
                [
                    f"By {reporter}",
                    reporter,
                    f"By {reporter}, staff writer",
                    "Staff reporter",
                    "",
                    "",
                ]
            )
            if rng.random() < 0.3:
                opening = f"{town.upper()} - "
        if node.kind == "quotation":
            opening, byline = "", rng.choice([f"By {reporter}", f"Column by {reporter}"])
        body = [opening + paragraphs[0], *paragraphs[1:]]
        if node.note:
            body.insert(0, node.note)
        rest = [
            b
            for x in node.names
            if x != agency and node.kind == "merge"
            for b in [rng.choice([f"With material from {x}", f"Additional reporting: {x}"])]
        ]
        ends += rest
        furniture = self._furniture(node, event_day)
        if node.kind == "capture":
            return _capture(head, byline, shown, body + ends, rng, day, node)
        if rng.random() < self._plan.html:
            return self._web(node, head, (byline, shown, day), body + ends, furniture)
        masthead = node.outlet if rng.random() < 0.6 else node.outlet.upper()
        top = rng.choice([
            [masthead, head, "\n".join(x for x in (byline, shown) if x)],
            [masthead, "\n".join(x for x in (head, shown, byline) if x)],
            [head, "\n".join(x for x in (f"{node.outlet} | {shown}" if shown else node.outlet, byline) if x)],
            ["\n".join(x for x in (masthead, shown) if x), head, byline],
        ])  # fmt: skip
        text = "\n\n".join(x for x in (*top, *body, *ends, *furniture) if x)
        return Page(
            suffix=".txt",
            text=text + "\n",
            published=_seen(day),
            credits=node.names,
            furniture=tuple(furniture),
        )

    def _credit(
        self, agency: str, town: str, reporter: str, day: datetime.date | None
    ) -> tuple[str, str, list[str]]:
        """Return dateline, byline and last lines, at least one of which names the agency."""
        rng = self._rng
        form = rng.choice(
            ["dateline", "dateline", "dated", "byline", "end", "source", "reporting", "brackets"]
        )
        place = town.upper()
        if form == "dateline":
            return (
                f"{place} ({agency}) {rng.choice(['-', '–', '—'])} ",
                rng.choice(["", f"By {reporter}"]),
                [],
            )
        if form == "dated" and day:
            month = _MONTHS[day.month - 1]
            return (
                f"{place}, {rng.choice([month, month[:3] + '.' if len(month) > 4 else month])} {day.day} ({agency}) {rng.choice(['-', '—'])} ",
                "",
                [],
            )
        bare = f"{place} — " if rng.random() < 0.5 else ""
        if form == "byline":
            return (
                bare,
                rng.choice(
                    [
                        f"By {reporter}, {agency}",
                        f"By {reporter.upper()}, {agency}",
                        f"By {reporter} | {agency}",
                        agency,
                    ]
                ),
                [],
            )
        if form == "end":
            return (
                bare,
                rng.choice(["", "Staff and agencies"]),
                [rng.choice([f"— {agency}", f"© {agency}", agency])],
            )
        if form == "source":
            return bare, "", [f"Source: {agency}"]
        if form == "reporting":
            return bare, "", [f"(Reporting by {reporter}; {agency})"]
        return bare, rng.choice(["", "Our foreign staff"]), [f"({agency})"]

    def _furniture(self, node: Node, day: datetime.date) -> list[str]:
        rng = self._rng
        domain = node.outlet.removeprefix("The ").replace(" ", "").lower() + ".example"
        lines = [
            f.format(o=node.outlet, d=domain)
            for f in rng.sample(_FURNITURE, rng.choice([0, 0, 1, 2, 3]))
        ]
        if not node.agency and hash_of(node.outlet) % 3 == 0:
            lines += [
                g.format(o=node.outlet, g=self._group, y=day.year)
                for g in _GROUP[: rng.choice([1, 2])]
            ]
        return lines

    def _web(
        self,
        node: Node,
        head: str,
        dated: tuple[str, str, datetime.date | None],
        body: list[str],
        furniture: list[str],
    ) -> Page:
        rng = self._rng
        byline, shown, day = dated
        nav = ["Home", "World", "Politics", "Sport", "Culture", "Jobs"]
        meta = f'<meta property="og:site_name" content="{html.escape(node.outlet)}">\n'
        if day and rng.random() < 0.6:
            meta += f'<meta property="article:published_time" content="{day.isoformat()}T{rng.randint(6, 22):02}:{rng.randrange(60):02}:00+00:00">\n'
        if day and rng.random() < 0.5:
            data = {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": head,
                "datePublished": day.isoformat(),
                "publisher": {"@type": "Organization", "name": node.outlet},
            }
            meta += f'<script type="application/ld+json">{json.dumps(data)}</script>\n'
        parts = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in body)
        time = f'<time datetime="{day.isoformat()}">{shown}</time>' if day else ""
        foot = "\n".join(f'<p class="promo">{html.escape(f, quote=False)}</p>' for f in furniture)
        text = (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n<title>{html.escape(head, quote=False)} - {node.outlet}</title>\n{meta}</head><body>\n'
            f'<header><a href="/">{node.outlet}</a><nav>{" ".join(f"<a href=/{n.lower()}>{n}</a>" for n in nav)}</nav></header>\n'
            f'<main><article>\n<h1>{html.escape(head, quote=False)}</h1>\n<p class="byline">{byline}</p>{time}\n{parts}\n</article></main>\n'
            f"<footer>\n{foot}\n<p>Contact | Imprint | Privacy</p>\n</footer></body></html>\n"
        )
        return Page(
            suffix=".html",
            text=text,
            published=_seen(day),
            credits=node.names,
            furniture=tuple(furniture),
        )


def hash_of(name: str) -> int:
    """Return a number that depends on the name alone, the same in every process."""
    return sum((n + 1) * ord(c) for n, c in enumerate(name))


def _capture(
    head: str,
    byline: str,
    shown: str,
    body: list[str],
    rng: Random,
    day: datetime.date | None,
    node: Node,
) -> Page:
    """The same page as a bad capture: hard line ends, wrong decoding, no masthead."""
    width = rng.randint(62, 84)
    lines: list[str] = [x for x in (head, byline, shown) if x]
    for paragraph in body:
        line = ""
        for word in paragraph.split():
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
        if rng.random() < 0.4:
            lines.append("")
    text = "\n".join(lines) + "\n"
    if rng.random() < 0.4:
        text = text.encode().decode("cp1252", errors="replace").replace("\ufffd", "")
    return Page(
        suffix=".txt",
        text=text,
        published=_seen(day) if shown else None,
        credits=node.names,
        furniture=(),
    )


def _seen(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _shifted(day: datetime.date, rng: Random) -> datetime.date:
    return day - datetime.timedelta(days=rng.randint(1, 12))


def _wrong_month(day: datetime.date) -> datetime.date:
    month = (day.month - 2) % 12 + 1
    return datetime.date(day.year if month < day.month else day.year - 1, month, min(day.day, 28))


def _date(day: datetime.date, british: bool, rng: Random) -> str:
    month = _MONTHS[day.month - 1]
    forms = [
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day:%A} {day.day} {month} {day.year}",
    ]
    if not british:
        forms = [
            f"{month} {day.day}, {day.year}",
            f"{day:%A}, {month} {day.day}, {day.year}",
            f"{month[:3]}. {day.day}, {day.year}"
            if len(month) > 4
            else f"{month} {day.day}, {day.year}",
        ]
    return rng.choice([*forms, *forms, day.isoformat(), f"Published {forms[0]}"])
