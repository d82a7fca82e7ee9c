"""Fifteen terms as a React site, a mirror of a WordPress blog, and an export of Notion."""

import hashlib
import json
from html import escape
from pathlib import Path

_LINES = Path(__file__).with_name("newcomer_terms.tsv").read_text("utf-8").splitlines()


def _term(line):
    title, category, aliases, definition = line.split("\t")
    return title, category, list(filter(None, aliases.split(", "))), definition


TERMS = list(map(_term, _LINES))
"""Title, category, aliases and definition."""

NAMES = [title for title, *_ in TERMS]
SECTIONS = {
    "How it works": "Suppose a network with {0} layers. {1} is applied after every batch.",
    "Example": "A team trained a classifier of {0} images and measured {1} once an hour.",
    "Common mistakes": "People confuse {1} with other terms. The usual symptom is a value of {0}.",
}
NUMBERS = ["twelve", "thirty", "four", "ninety", "six", "two", "eleven", "seven"]
ICONS = ["🧠", "📉", "⚙️", "📈", "🔁", "🎯", "🔍", "✂️", "🧭", "👀", "🤖", "🖼️", "💧", "⚖️", "⏱️"]


def slug(title):
    return title.lower().replace(" ", "-")


def sections(number, title):
    for step, (heading, text) in enumerate(SECTIONS.items()):
        yield heading, text.format(NUMBERS[(number + step) % len(NUMBERS)], title.lower())


def related(number):
    return [NAMES[(number + step) % len(NAMES)] for step in (1, 4, 7)]


def react(number):
    """A page that Next.js rendered on its server, with CSS modules."""
    title, category, aliases, definition = TERMS[number]
    items = "".join(
        f'<li class="Sidebar_item__x7Ga2"><a class="Sidebar_link__9Kz1q" '
        f'href="/terms/{slug(name)}">{name}</a></li>'
        for name in NAMES
    )
    known = (
        '<p class="Term_aliases__k2J1s"><span class="Term_label__Ty5">Also known as</span> <!-- -->'
        f"{', '.join(aliases)}</p>"
    )
    body = "".join(
        f'<h2 class="Heading_root__3xQ anchor" id="{slug(heading)}">{heading}<a aria-hidden="true" '
        f'tabindex="-1" class="Heading_anchor__Zz" href="#{slug(heading)}"><svg><path d="M7">'
        f"</path></svg></a></h2><p>{text}</p>"
        for heading, text in sections(number, title)
    )
    cards = "".join(
        f'<a class="Card_root__pO1" href="/terms/{slug(name)}"><div class="Card_title__1">{name}'
        "</div></a>"
        for name in related(number)
    )
    data = json.dumps({"props": {"pageProps": {"term": {"title": title}}}, "buildId": "k3J"})
    html = f"""<!DOCTYPE html><html lang="en" class="dark"><head><meta charSet="utf-8"/>
<title>{title} | ML Atlas</title><meta name="description" content="{escape(definition)}"/>
<meta property="og:title" content="{title}"/><meta property="og:site_name" content="ML Atlas"/>
<script defer="" src="/_next/static/chunks/webpack-59c.js"></script></head><body><div id="__next">
<div class="Layout_root__2fT"><header class="Header_root__Qq1"><a class="Header_logo__1" href="/">ML
Atlas</a><nav><a href="/terms">Terms</a><a href="/about">About</a></nav><button type="button"
aria-label="Toggle theme">☾</button></header><div class="Layout_body__a"><aside
class="Sidebar_root__1"><ul>{items}</ul></aside><main class="Layout_main__pB2"><nav
aria-label="Breadcrumb" class="Breadcrumbs_root__5"><ol><li><a href="/">Home</a></li><li><a
href="/category/{slug(category)}">{category}</a></li><li aria-current="page">{title}</li></ol></nav>
<article class="Term_root__Lk3"><header><span class="Badge_root__0">{category}</span><h1
class="Term_title__8">{title}</h1>{known if aliases else ""}</header><p
class="Term_definition__uE">{definition}</p>{body}<section class="Related_root__x"><h2
id="related">Related terms</h2><div class="Grid_root__1">{cards}</div></section></article><footer
class="Pager_root__1"><a href="/terms/{slug(NAMES[number - 1])}">← {NAMES[number - 1]}</a></footer>
</main></div><footer class="Footer_root__1"><p>© 2026 ML Atlas. Built with Next.js.</p></footer>
</div></div><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>"""
    return f"terms/{slug(title)}/index.html", html


def wordpress(number):
    """A post of a block theme, as `wget --mirror` stores it."""
    title, category, aliases, definition = TERMS[number]
    site = "https://blog.example"
    known = f'<p class="wp-block-paragraph"><em>Also known as: {", ".join(aliases)}</em></p>'
    body = "\n".join(
        f'<h2 class="wp-block-heading">{heading}</h2>\n<p>{text}</p>'
        for heading, text in sections(number, title)
    )
    links = "".join(
        f'<li><a href="{site}/{slug(name)}/">{name}</a></li>' for name in related(number)
    )
    html = f"""<!DOCTYPE html>
<html lang="en-US" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8" />
<title>{title} &#8211; ML Glossary Blog</title>
<link rel="alternate" type="application/rss+xml" title="ML Glossary Blog &raquo; Feed" />
<meta name="generator" content="WordPress 6.8.3" />
<link rel="canonical" href="{site}/{slug(title)}/" />
</head><body class="wp-singular post-template-default single single-post postid-{number}">
<div class="wp-site-blocks"><a class="skip-link screen-reader-text" href="#wp--skip">Skip
to content</a><header class="wp-block-template-part"><p class="wp-block-site-title"><a
href="{site}" rel="home">ML Glossary Blog</a></p><nav class="wp-block-navigation"><ul><li><a
href="{site}/sample-page/">Sample Page</a></li></ul></nav></header>
<main class="wp-block-group" id="wp--skip"><h1 class="wp-block-post-title">{title}</h1>
<div class="wp-block-template-part"><div class="wp-block-post-date"><time
datetime="2026-03-0{1 + number % 9}"><a href="{site}/{slug(title)}/">March {1 + number % 9},
2026</a></time></div><p class="has-text-color">—</p><p class="has-small-font-size">by</p><div
class="wp-block-post-author-name"><a href="{site}/author/admin/">Jane Doe</a></div><div
class="taxonomy-category wp-block-post-terms"><span class="wp-block-post-terms__prefix">in </span><a
href="{site}/category/{slug(category)}/" rel="tag">{category}</a></div></div>
<div class="entry-content wp-block-post-content"><p>{definition}</p>
{known if aliases else ""}
{body}<h2 class="wp-block-heading">Related</h2><ul class="wp-block-list">{links}</ul>
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block"><h3
class="sd-title">Share this:</h3><div class="sd-content"><ul><li><a rel="nofollow noopener"
href="/{slug(title)}/?share=facebook">Facebook</a></li></ul></div></div></div></div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">Comments</h2><div id="respond"
class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Leave a Reply</h3><form
method="post" id="commentform"><p class="comment-notes">Your email address will not be published.
Required fields are marked *</p><p><label for="comment">Comment *</label><textarea id="comment">
</textarea></p></form></div></div><nav aria-label="Post navigation"><a
href="{site}/{slug(NAMES[number - 1])}/" rel="prev">{NAMES[number - 1]}</a></nav></main>
<footer class="wp-block-template-part"><p>ML Glossary Blog</p><p>Proudly powered by <a
href="https://wordpress.org" rel="nofollow">WordPress</a></p></footer></div></body></html>"""
    return f"{slug(title)}/index.html", html


def _hash(text):
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def notion(number):
    """A page of a database of Notion, exported as HTML."""
    title, category, aliases, definition = TERMS[number]
    icon = '<span class="icon property-icon"><svg></svg></span>'
    rows = (
        f'<tr class="property-row property-row-select"><th>{icon}Category</th><td><span '
        f'class="selected-value select-value-color-blue">{category}</span></td></tr>'
    )
    if aliases:
        rows += (
            f'<tr class="property-row property-row-text"><th>{icon}Aliases</th>'
            f"<td>{', '.join(aliases)}</td></tr>"
        )
    rows += (
        f'<tr class="property-row property-row-created_time"><th>{icon}Created</th>'
        f"<td><time>@March {1 + number % 9}, 2026 10:12 AM</time></td></tr>"
    )
    body = "".join(
        f'<h2 id="{_hash(title + heading)}" class="">{heading}</h2><p class="">{text}</p>'
        for heading, text in sections(number, title)
    )
    links = "".join(
        f'<figure class="link-to-page"><a href="{name.replace(" ", "%20")}%20{_hash(name)}.html">'
        f'<span class="icon">{ICONS[NAMES.index(name)]}</span>{name}</a></figure>'
        for name in related(number)
    )
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>{title}</title><style>html {{ -webkit-print-color-adjust: exact; }}</style></head><body>
<article id="{_hash(title)}" class="page sans"><header><div class="page-header-icon undefined"><span
class="icon">{ICONS[number]}</span></div><h1 class="page-title">{title}</h1><p
class="page-description"></p><table class="properties"><tbody>{rows}</tbody></table></header><div
class="page-body"><p class="">{definition}</p>{body}<h2 class="">Related</h2>{links}</div></article>
<span class="sans" style="font-size:14px;padding-top:2em"></span></body></html>"""
    return f"Glossary {_hash('db')}/{title} {_hash(title)}.html", html


KINDS = {"React": react, "WordPress": wordpress, "Notion": notion}


def write_wiki(folder, kind):
    """Write the fifteen pages."""
    for number in range(len(TERMS)):
        path, html = KINDS[kind](number)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, encoding="utf-8")
