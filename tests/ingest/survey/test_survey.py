"""A page is compared with the others of its wiki before it is extracted."""

import pytest

import wikisearch
from wikisearch.ingest.survey.title_affixes import common_affix

PROSE = (
    "Quartz scratches glass and is scratched by topaz.",
    "Basalt cools fast and has small crystals.",
    "Gneiss is banded because the minerals part under pressure.",
    "Chalk is the shells of very small animals.",
    "Slate splits into thin plates that cover roofs.",
    "Marble is limestone that was heated under a mountain.",
)
NAMES = ("Quartz", "Basalt", "Gneiss", "Chalk", "Slate", "Marble")


@pytest.fixture
def read(tmp_path):
    """Write a wiki of rocks from a template, and read a page of it."""

    def read_rock(template, count=6, name="Gneiss", **more):
        for number, (rock, prose) in enumerate(zip(NAMES[:count], PROSE, strict=False), 1):
            text = template.format(name=rock, prose=prose, number=number, low=rock.lower())
            (tmp_path / f"{rock.lower()}.html").write_text(text, encoding="utf-8")
        for path, text in more.items():
            (tmp_path / f"{path}.html").write_text(text, encoding="utf-8")
        return wikisearch.read_page(tmp_path / f"{name.lower()}.html", source=tmp_path)

    return read_rock


def text_of(page):
    return "\n".join(f"{section.title}\n{section.text}" for section in page.sections)


BANNER = "<div class=b>We polish our stones every night.</div>"
FOOT = "<div class=f>The quarry office answers letters on Monday.</div>"


@pytest.mark.parametrize("count", [2, 3, 6])
def test_blocks_around_the_content_of_most_pages_are_dropped(read, count):
    page = read(
        f"<title>{{name}}</title><body>{BANNER}<h1>{{name}}</h1><p>{{prose}}</p>{FOOT}",
        count,
        NAMES[0],
    )
    assert text_of(page) == f"Quartz\n{PROSE[0]}"


def test_a_page_read_alone_keeps_everything(read, tmp_path):
    read(f"<title>{{name}}</title><body>{BANNER}<h1>{{name}}</h1><p>{{prose}}</p>{FOOT}")
    assert "polish" in text_of(wikisearch.read_page(tmp_path / "gneiss.html"))


def test_a_heading_without_an_address_goes_with_its_lines(read):
    page = read(
        "<title>{name}</title><body><h1>{name}</h1><p>{prose}</p><h2 id=u>Use</h2><p>{prose}</p>"
        "<h3>Did you find it?</h3><p>Write to the quarry and we look for it.</p>"
    )
    assert [section.title for section in page.sections] == ["Gneiss", "Use"]


def test_a_section_with_an_address_stays(read):
    page = read(
        "<title>{name}</title><body><h1>{name}</h1><p>{prose}</p>"
        "<h2 id=weight>weight</h2><p>Returns how heavy the stone is.</p>"
    )
    assert [section.anchor for section in page.sections] == ["", "weight"]


def test_lines_in_the_middle_stay(read):
    page = read(
        "<title>{name}</title><body><h1>{name}</h1><p>{prose}</p><table><tr><th>Sold by<td>weight"
        "</table><p>Wear gloves.</p><p>{prose}</p>"
    )
    assert "Sold by weight\nWear gloves." in text_of(page)


def test_a_page_of_nothing_else_keeps_its_text(read):
    page = read(
        f"<title>{{name}}</title><body>{BANNER}<h1>{{name}}</h1><p>{{prose}}</p>{FOOT}",
        name="about",
        about=f"<title>About</title><body>{BANNER}<h1>About</h1>{FOOT}",
    )
    assert "polish" in text_of(page)


def test_a_row_of_links_may_lack_one_of_them(read):
    row = "<p><a href=u.html>[Up]</a> <a href=a.html>[Back]</a>{} <a href=z.html>[All]</a></p>"
    forth = " <a href=b.html>[Forth]</a>"
    page = read(
        f"<title>{{name}}</title><body><p>{{prose}}</p><p>{{prose}}</p>{row.format(forth)}",
        name="last",
        last=f"<title>Last</title><body><p>Granite is speckled.</p>{row.format('')}",
    )
    assert text_of(page) == "Last\nGranite is speckled."


@pytest.mark.parametrize(
    "title",
    [
        "Rock Book 3: {name}",
        "Rock Book 3 / {name}",
        "{name} (Rock Book 3)",
        "{name}（Rock Book 3）",
        "Rock Book 3：{name}",
        "{name} - Rock - Book 3",
        "Rock Book (new) - Chapter {number}: {name}",
    ],
)
def test_what_most_titles_have_at_an_end_is_removed(read, title):
    page = read(f"<title>{title}</title><body><h3>{{name}}</h3><p>{{prose}}</p>")
    assert page.title == "Gneiss"


def test_a_title_with_another_separator_loses_it_as_well(tmp_path):
    for at, name in enumerate(NAMES):
        (tmp_path / f"{at}.html").write_text(
            f"<title>Rock Manual{': ' if at else ' - '}{name}</title><p>{PROSE[at]}"
        )
    page = wikisearch.read_page(tmp_path / "0.html", source=tmp_path)
    assert page.title == "Quartz"


def test_the_start_page_keeps_the_name_of_the_site_before_its_summary(tmp_path):
    for at, name in enumerate(("", *NAMES)):
        title = f"Rock Manual: {name}" if name else "Rock Manual -- All about stones"
        page = f"<title>{title}</title><p>{PROSE[at % 6]}"
        (tmp_path / f"{at}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "0.html", source=tmp_path)
    assert page.title == "Rock Manual"


def test_headings_lose_it_as_well(read):
    page = read("<title>Rocks : {name}</title><body><h1>Rocks : {name}</h1><p>{prose}</p>")
    assert (page.title, len(page.sections)) == ("Gneiss", 1)


def test_names_that_begin_alike_stay(read):
    page = read("<title>Green {name}</title><body><h1>Green {name}</h1><p>{prose}</p>")
    assert page.title == "Green Gneiss"


@pytest.mark.parametrize(
    "body",
    [
        "<h2>{name}</h2><p>{prose}</p>",
        "<pre>\nNAME\n     {name} - {prose}\n\nOPTIONS\n     none</pre>",
        "<h2>NAME</h2><p>{name} — {prose}</p><h2>OPTIONS</h2><p>none</p>",
        "<p class=caption>{name}</p><p>{prose}</p>",
    ],
)
def test_a_title_that_all_pages_share_names_none_of_them(read, body):
    page = read(f"<title>The Rock Pages</title><body>{body}")
    assert page.title == "Gneiss"


def test_a_title_of_three_pages_that_no_heading_has_names_none_of_them(read):
    other = "<title>The Rock Pages</title><body><h2>{}</h2><p>{} is a kind of rock.</p>"
    others = {name.lower(): other.format(name, name) for name in ("Tuff", "Lava", "Ash")}
    page = read("<title>{name}</title><h1>{name}</h1><p>{prose}</p>", name="lava", **others)
    assert page.title == "Lava"


def test_a_section_after_the_introduction_is_no_title(read):
    parts = "".join(f"<h2 id={part}>{part}</h2><p>{{prose}}</p>" for part in ("Use", "Weight"))
    own = "".join(f"<h2 id=s{{number}}{at}>{{name}} {at}</h2><p>{{prose}}</p>" for at in range(4))
    assert read(f"<body><h2 id=i>Introduction</h2><p>{{prose}}</p>{own}{parts}").title == "gneiss"
    assert read(f"<body><h1>The Rock Pages</h1>{own}{parts}").title == "Gneiss 0"


def test_the_file_name_is_the_last_resort(read):
    assert read("<title>The Rock Pages</title><body><p>{prose}</p>").title == "gneiss"


def test_an_affix_ends_at_a_separator():
    titles = ["Site: One", "Site: Two", "Site: Three"]
    assert common_affix(titles, 3, at_start=True) == "Site: "
    assert common_affix(["Sand", "Sandstone", "Sandbank"], 3, at_start=True) == ""
    assert common_affix(["Site (a - 1)", "Site (a - 2)"], 2, at_start=True) == "Site ("
    assert common_affix(["a - b - S", "c - S"], 2, at_start=False) == " - S"


ROCK = "<html><head><title>{}</title>{}</head><body><main><h1>{}</h1>{}</main></body></html>"


def paths_found(folder, index, query):
    with wikisearch.build(folder, index) as opened:
        return [hit.page.path for hit in opened.search(query, limit=20).hits]


def rock_pages(folder):
    for rock, prose in zip(NAMES, PROSE, strict=True):
        text = ROCK.format(rock, "", rock, f"<p>{prose}</p>")
        (folder / f"{rock}.html").write_text(text, encoding="utf-8")


NOINDEX = "<meta name=robots content='noindex'>"
LEFT_OUT = {
    "a page for printing": ROCK.format("All", NOINDEX, "All", "<h1>Basalt</h1>x<h1>Slate</h1>y"),
    "a page for printing that robots may do nothing with": ROCK.format(
        "All", "<meta name=ROBOTS content='None'>", "All", "<h1>Basalt</h1>x<h1>Slate</h1>y"
    ),
    "a form for searching": ROCK.format("Find", "", "Find", "<p>basalt</p><form><input></form>"),
    "an index": ROCK.format("Index", "", "Index", "<h2>B</h2><a href=Basalt.html>Basalt</a>"),
}


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_page_that_only_finds_or_copies_others_is_left_out(tmp_path, text):
    folder = tmp_path / "wiki"
    folder.mkdir()
    rock_pages(folder)
    (folder / "other.html").write_text(text, encoding="utf-8")
    assert paths_found(folder, tmp_path / "index", "basalt") == ["Basalt.html"]


def test_a_page_of_its_own_may_have_noindex(tmp_path):
    folder = tmp_path / "wiki"
    folder.mkdir()
    rock_pages(folder)
    text = ROCK.format("Tuff", NOINDEX, "Tuff", "<p>Tuff is ash, and no basalt.</p>")
    (folder / "Tuff.html").write_text(text, encoding="utf-8")
    assert "Tuff.html" in paths_found(folder, tmp_path / "index", "basalt")


def test_noindex_on_every_page_means_nothing(tmp_path):
    folder = tmp_path / "wiki"
    folder.mkdir()
    for rock, prose in zip(NAMES, PROSE, strict=True):
        text = ROCK.format(rock, NOINDEX, rock, f"<p>{prose}</p>")
        (folder / f"{rock}.html").write_text(text, encoding="utf-8")
    assert paths_found(folder, tmp_path / "index", "basalt") == ["Basalt.html"]


def test_a_listing_of_source_code_is_named_by_its_path(tmp_path):
    (tmp_path / "src").mkdir()
    lines = "".join(f"<a name=L{number}></a>basalt = {number}\n" for number in range(9))
    page = tmp_path / "src/Basalt.html"
    page.write_text(f"<title>Basalt</title><body><pre>{lines}</pre>", encoding="utf-8")
    assert wikisearch.read_page(page, tmp_path).title == "src/Basalt"


def test_lines_of_words_after_related_links_are_dropped_on_most_pages(read):
    page = read(
        "<title>{name}</title><body><h1>{name}</h1><p>{prose}</p><h2>See also</h2>"
        "<p><a href={low}-2.html>More {name}</a></p><p>The quarry is closed until the spring.</p>"
    )
    assert [link.text for link in page.links] == ["More Gneiss"]
    assert "closed" not in text_of(page)


@pytest.mark.parametrize("box", ["<div class=f><h2>Your opinion</h2>{}</div>", "{}"])
def test_a_date_that_differs_between_lines_of_most_pages_is_dropped_with_them(read, box):
    lines = "<p>Was this rock heavy enough?</p><p>Last modified May {number}, 2023: Mend {low}.</p>"
    page = read(f"<title>{{name}}</title><h1>{{name}}</h1><p>{{prose}}</p>{box.format(lines)}")
    assert text_of(page) == f"Gneiss\n{PROSE[2]}"


def test_a_date_at_the_end_of_a_page_without_lines_of_most_pages_stays(read):
    date = "<p>Updated May {number}, 2023: Mend {low}.</p>"
    page = read(f"<title>{{name}}</title><h1>{{name}}</h1><p>{{prose}}</p>{date}")
    assert text_of(page).endswith("Updated May 3, 2023: Mend gneiss.")


END_MATTER = (
    "<html lang=en><title>{name}</title><h1>{name}</h1><p>{prose}<p>It is stone number {number}."
    "<h2>Use</h2><p>{name} is sold by weight.<div>Facebook</div><div>Twitter</div>"
    "<h4>Jo Miller</h4><p>Jo has collected stones for many years."
    "<h2>Related Posts</h2><article><h3><a href={other}.html>{Other}</a></h3>"
    "<p>{Other} is another stone of…</article>"
)


def test_related_posts_and_what_all_pages_have_before_them_begin_no_sections(tmp_path):
    for name, other, prose in zip(NAMES, (*NAMES[1:], NAMES[0]), PROSE, strict=True):
        text = END_MATTER.format(
            name=name, prose=prose, number=len(name), Other=other, other=other.lower()
        )
        (tmp_path / f"{name.lower()}.html").write_text(text, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "basalt.html", source=tmp_path)
    assert [(section.title, section.text) for section in page.sections][1:] == [
        ("Use", "Basalt is sold by weight."),
        ("Related Posts", "Gneiss\nGneiss is another stone of…"),
    ]
    assert [(link.target, link.kind.value) for link in page.links] == [("gneiss", "related")]


def test_the_first_line_of_a_page_that_cards_on_other_pages_repeat_stays(tmp_path):
    cards = {
        at: "".join(
            f"<a href={NAMES[other % 6].lower()}.html><h3>{NAMES[other % 6]}</h3>"
            f"<p>{PROSE[other % 6]}</p></a>"
            for other in range(at + 1, at + 5)
        )
        for at in range(6)
    }
    for at, name in enumerate(NAMES):
        text = (
            f"<title>{name}</title><body><h1>{name}</h1><div>{PROSE[at]}</div>"
            f"<h2>How {name} forms</h2><p>It takes {at} ages, and {name} is the result.</p>"
            f"<h2>Where {name} lies</h2><p>In the hills of {name}, below {at} layers.</p>"
            f"<h2>Visit us</h2><p>The quarry is open on Sunday.</p><h2>More terms</h2>{cards[at]}"
        )
        (tmp_path / f"{name.lower()}.html").write_text(text, encoding="utf-8")
    for at, name in enumerate(NAMES):
        page = wikisearch.read_page(tmp_path / f"{name.lower()}.html", source=tmp_path)
        assert page.definition == PROSE[at]
        titles = [section.title for section in page.sections]
        assert titles == [name, f"How {name} forms", f"Where {name} lies", "More terms"]
        assert page.sections[-1].text.split() == [NAMES[(at + n) % 6] for n in range(1, 5)]


def test_a_section_of_most_pages_before_a_list_of_related_pages_stays(read):
    template = (
        "<title>{name}</title><h1>{name}</h1><p>{prose}<h2>Options</h2><p>Common options work."
        "<h2>See also</h2><ul><li><a href=quartz.html>Quartz</a></ul>"
    )
    titles = [section.title for section in read(template).sections]
    assert titles == ["Gneiss", "Options", "See also"]


def test_the_links_of_a_dropped_menu_do_not_make_a_listing(read):
    menu = "".join(f"<li><a href=stone{at}.html>Stone {at}</a></li>" for at in range(60))
    page = read(
        "<title>{name}</title><body><h1>{name}</h1><p>{prose}</p>"
        f"<ul>{menu}</ul><h2 id=use>Use</h2><p>{{low}} for walls and roofs</p>"
    )
    assert "gneiss for walls and roofs" in text_of(page)


def test_a_heading_of_most_pages_is_not_that_of_a_page(read):
    page = read(
        "<title>(Rocks) Definition save_{low}</title>"
        "<h1><a href=home><img alt='[Home]'></a></h1><h1>_{low}</h1><p>{prose}</p>"
    )
    assert page.title == "_gneiss"


def test_the_first_line_is_the_title_where_all_pages_share_the_title_element(read):
    page = read("<title>Rocks</title><div align=center>{name} rocks</div><hr>{prose}<p>More.</p>")
    assert page.title == "Gneiss rocks"
    page = read("<title>Rocks</title><p>Names:</p><p>{prose}</p>")
    assert page.title == "gneiss"


def test_the_menu_of_pages_whose_content_is_the_whole_body_is_dropped(tmp_path):
    links = "".join(f"<div><a href={name}.html>{name} by place</a></div>" for name in NAMES)
    menu = f"<div class=m><div>Stones and hills</div>{links}</div>"
    for number in range(20):
        prose = PROSE[number % 6].replace(".", f" in the years after {number}.")
        # A long page has its content in one element, a short one is the whole body.
        is_short = number % 3 == 0
        text = f"<p>{prose}</p>" * (1 if is_short else 40)
        note = f"<p>{prose}</p>" if is_short else ""
        page = f"<title>Rock {number}</title><body><div id=c><h1>Rock {number}</h1>{text}</div>"
        (tmp_path / f"{number}.html").write_text(f"{page}{note}{menu}", encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "3.html", source=tmp_path)
    assert "Stones and hills" not in text_of(page)
