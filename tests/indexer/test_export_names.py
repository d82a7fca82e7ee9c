"""Exported notes, whose file names end with a hash."""

import wikisearch

HASHES = {"ant": "0123456789abcdef" * 2, "bee": "b" * 32, "twin": "c" * 32}
PAGE = "<html lang=en><article><h1>{}</h1><p>It lives in a colony. <a href='{}'>Next</a></article>"


def write(folder, title, number, target):
    address = f"{target[0].title()}%20{HASHES[target[1]]}.html"
    file = folder / f"{title.title()} {HASHES[number]}.html"
    file.write_text(PAGE.format(title.title(), f"{address}#{number}"), encoding="utf-8")


def test_links_between_exported_notes_lead_to_their_short_ids_also_after_an_update(tmp_path):
    source, directory = tmp_path / "notes", tmp_path / "index"
    source.mkdir()
    write(source, "ant", "ant", ("bee", "bee"))
    write(source, "bee", "bee", ("ant", "ant"))
    with wikisearch.build(source, directory) as index:
        assert [page.id for page in index.pages()] == ["Ant", "Bee"]
        assert [hit.id for hit in index.search("linksto:bee")] == ["Ant"]
        assert [hit.id for hit in index.search("linkedfrom:bee")] == ["Ant"]
        assert [each.id for each in index.related("Bee")] == ["Ant"]
    write(source, "bee", "twin", ("ant", "ant"))
    with wikisearch.build(source, directory) as index:
        ids = ["Ant", f"Bee {HASHES['bee']}", f"Bee {HASHES['twin']}"]
        assert [page.id for page in index.pages()] == ids
        assert index.related(ids[1])[0].id == "Ant"
