"""Extraction compared with reference data in Debian's documentation packages.

A wiki that is not installed is skipped, with the command that installs it. Every sixteenth page is
looked at; `WIKISEARCH_TRUTH=all` takes all of them.
"""

import os
import re
import zlib
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from wikisearch.ingest import (
    PageInput,
    Profiles,
    find_pages,
    inspect_page,
    parse_page,
    standard_profiles,
)

pytestmark = pytest.mark.slow

STEP = 1 if os.environ.get("WIKISEARCH_TRUTH") == "all" else 16

PLACES = {
    "python3-doc": Path("/usr/share/doc/python3.11/html"),
    "postgresql-doc-15": Path("/usr/share/doc/postgresql-doc-15/html"),
    "cppreference-doc-en-html": Path("/usr/share/cppreference/doc/html/en"),
}
MISSING = "not installed; to run this: apt-get install {}"


def pages_of(package):
    root = PLACES[package]
    if not root.is_dir():
        pytest.skip(MISSING.format(package))
    return find_pages(root)[::STEP]


@cache
def bare_profiles():
    """Profiles that drop nothing."""
    ordered = standard_profiles().ordered
    return Profiles(tuple(replace(each, drops=(), drop_lines=()) for each in ordered))


def words_of(text):
    return re.findall(r"\w+", text)


# --- Python: its own inventory --------------------------------------------------------------------


def inventory(root):
    """Labels and terms of objects.inv: path of the page, and the id on it."""
    data = (root / "objects.inv").read_bytes()
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
    for line in lines:
        name, kind, _, place, _ = re.match(r"(.+?)\s+(\S+)\s+(-?\d+)\s+(\S*)\s+(.*)", line).groups()
        if kind in ("std:label", "std:term"):
            page, _, anchor = place.replace("$", name).partition("#")
            yield page, anchor


def headed_by(soup, anchor):
    """The heading or term at the start of which a URL fragment points, if any."""
    place = soup.find(id=anchor)
    if place is None or place.name in ("figure", "table", "pre", "a"):
        return None
    if place.name == "dt":
        return place if place.find_parent("dl", "glossary") else None
    if place.name == "section":
        return place.find(re.compile("h[1-6]"))
    if place.name == "span" and not place.get_text(strip=True):
        following = place.find_next(["h1", "h2", "h3", "h4", "h5", "h6", "p", "dl", "pre", "table"])
        return following if following is not None and following.name.startswith("h") else None
    return None


def test_what_the_inventory_of_python_s_documentation_names_is_a_section():
    root = PLACES["python3-doc"]
    chosen = {page.path for page in pages_of("python3-doc")}
    anchors = {}
    for path, anchor in inventory(root):
        if path in chosen and anchor:
            anchors.setdefault(path, set()).add(anchor)
    known = found = 0
    lost = []
    for path, wanted in sorted(anchors.items()):
        data = (root / path).read_bytes()
        soup = BeautifulSoup(data, "lxml")
        sections = parse_page(data, path).sections
        ours = {id(headed_by(soup, each.anchor)) for each in sections if each.anchor}
        ours.add(id(soup.find("h1")))
        for anchor in wanted:
            heading = headed_by(soup, anchor)
            if heading is not None:
                known += 1
                found += id(heading) in ours
                if id(heading) not in ours:
                    lost.append(f"{path}#{anchor}")
    print(f"python: {found} of {known} labels and terms are sections; lost: {lost[:9]}")
    assert known
    assert found >= 0.99 * known


# --- PostgreSQL: its tables of contents -----------------------------------------------------------

TOC = re.compile(r'<span class="[\w-]+"><a href="([\w.-]+\.html)(?:#([\w.-]+))?">([^<]*)</a>')


def test_what_the_contents_of_postgresql_s_documentation_list_is_a_section():
    wanted = {}
    for page in pages_of("postgresql-doc-15"):
        text = page.location.read_text("utf-8")
        for toc in re.findall(r'<div class="toc">.*?</dl></div>', text, re.DOTALL):
            for path, anchor, _ in TOC.findall(toc):
                wanted.setdefault(path, set()).add(unescape(anchor))
    known = found = 0
    lost = []
    for path, anchors in sorted(wanted.items()):
        data = (PLACES["postgresql-doc-15"] / path).read_bytes()
        ours = {section.anchor for section in parse_page(data, path).sections}
        known += len(anchors)
        found += len(anchors & ours)
        lost += [f"{path}#{anchor}" for anchor in anchors - ours]
    print(f"postgresql: {found} of {known} places of the contents; lost: {lost[:9]}")
    assert known
    assert found >= 0.99 * known


# --- cppreference: no menus, all prose ------------------------------------------------------------

NOISE_TAGS = {"script", "style", "select", "button", "textarea", "svg"}
NOISE_IDS = {"toc", "catlinks"}
NOISE_CLASSES = {
    *("t-navbar", "toc", "editsection", "noprint", "reference", "printfooter", "navbox"),
    *("t-example-live-link", "coliru-btn", "mw-cite-backlink", "linenos"),
}


def is_noise(tag):
    """Whether a tag has no prose; a CSS selector takes ten times as long."""
    return (
        tag.name in NOISE_TAGS
        or tag.get("id") in NOISE_IDS
        or not NOISE_CLASSES.isdisjoint(tag.get("class", ()))
        or "display:none" in tag.get("style", "").replace(" ", "")
    )


def remove_lists_of_links(content):
    for item in content.find_all("li"):
        links = "".join(link.get_text() for link in item.find_all("a"))
        if links.split() == item.get_text().split():
            item.extract()


def test_menus_of_cppreference_are_dropped_without_losing_prose():
    words = menu = prose = missing = 0
    for page in pages_of("cppreference-doc-en-html"):
        data = page.location.read_bytes()
        ours, facts = inspect_page(PageInput(page.path, data))
        if len(ours.sections) == 1 and not ours.sections[0].text:
            continue  # a listing, which has no text
        soup = BeautifulSoup(data, "lxml")
        content = soup.find(id="mw-content-text")
        if content is None:
            continue
        bars = [words_of(bar.get_text(" ")) for bar in content.find_all(class_="t-navbar")]
        runs = {tuple(bar[at : at + 8]) for bar in bars for at in range(len(bar) - 7)}
        texts = [words_of(section.text) for section in ours.sections]
        for text in texts:
            words += len(text)
            covered = set()
            for at in range(len(text) - 7):
                if tuple(text[at : at + 8]) in runs:
                    covered.update(range(at, at + 8))
            menu += len(covered)
        for noise in content.find_all(is_noise):
            noise.extract()
        if facts.stats.is_listing:
            remove_lists_of_links(content)
        stock = Counter(words_of("".join(content.get_text(" "))))
        have = Counter(words_of(" ".join(f"{each.title} {each.text}" for each in ours.sections)))
        joined = "".join(words_of(" ".join(each.text for each in ours.sections)))
        gone = stock - have
        prose += stock.total()
        # The stock parser splits a word in two colours into two words.
        missing += sum(count for word, count in gone.items() if word not in joined)
    print(f"cppreference: {menu} of {words} words are of menus; {missing} of {prose} words missing")
    assert words
    assert menu <= 0.001 * words
    assert missing <= 0.001 * prose


# --- repeated text --------------------------------------------------------------------------------


def repeated_share(pages, profiles):
    """Share of the words in a sequence of eight that is on more than 5 % of the pages."""
    texts = []
    for page in pages:
        found = parse_page(page.location.read_bytes(), page.path, profiles)
        texts.append([section.text.split() for section in found.sections])
    runs = Counter()
    for sections in texts:
        runs.update(
            {hash(tuple(words[at : at + 8])) for words in sections for at in range(len(words) - 7)}
        )
    often = {run for run, count in runs.items() if count > max(0.05 * len(pages), 1)}
    repeated = total = 0
    for sections in texts:
        for words in sections:
            total += len(words)
            covered = set()
            for at in range(len(words) - 7):
                if hash(tuple(words[at : at + 8])) in often:
                    covered.update(range(at, at + 8))
            repeated += len(covered)
    return repeated / max(total, 1)


@pytest.mark.parametrize("package", PLACES)
def test_few_words_repeat_on_many_pages(package):
    pages = pages_of(package)
    before = repeated_share(pages, bare_profiles())
    after = repeated_share(pages, standard_profiles())
    print(f"{package}: {before:.2%} of the words repeat without profiles, {after:.2%} with them")
    assert after <= 0.01
