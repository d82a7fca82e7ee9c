"""Figures -> a dot plot on a logarithmic scale, as SVG for light and dark pages."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_COLOURS = (
    "#d62728",
    "#1f77b4",
    "#2ca02c",
    "#9467bd",
    "#ff7f0e",
    "#8c564b",
    "#17becf",
    "#7f7f7f",
    "#bcbd22",
    "#e377c2",
)
_LEFT, _WIDTH, _ROW, _TOP = 110, 560, 24, 64
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.grid{stroke:#8884}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}}"
)

Series = Mapping[str, float]


def dots(title: str, rows: Sequence[tuple[str, Series]]) -> str:
    """Draw one line per row, with a dot per figure, and a legend."""
    names = list(dict.fromkeys(name for _, series in rows for name in series))
    values = [value for _, series in rows for value in series.values()]
    first, last = floor(log10(min(values))), ceil(log10(max(values)))
    last = max(last, first + 1)

    def place(value: float) -> float:
        return _LEFT + (log10(value) - first) / (last - first) * _WIDTH

    legend, top = _legend(names)
    height = top + _ROW * len(rows) + 30
    parts = [_text(8, 18, title, 'font-weight="bold"'), *legend]
    parts += _scale(first, last, place, (top, height))
    for number, (label, series) in enumerate(rows):
        y = top + _ROW * number + _ROW // 2
        parts.append(_text(_LEFT - 12, y + 4, label, 'text-anchor="end"'))
        parts.append(f'<path class="grid" d="M{_LEFT} {y}h{_WIDTH}"/>')
        parts += [
            f'<circle cx="{place(value):.1f}" cy="{y}" r="5" fill="{_colour(names, name)}">'
            f"<title>{escape(name)}: {value:.3g}</title></circle>"
            for name, value in series.items()
        ]
    body = "\n".join(parts)
    width = _LEFT + _WIDTH + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'width="{width}"><title>{escape(title)}</title><style>{_STYLE}</style>\n{body}\n</svg>\n'
    )


def _scale(
    first: int, last: int, place: Callable[[float], float], ends: tuple[int, int]
) -> list[str]:
    (top, height), marks = ends, []
    for power in range(first, last + 1):
        x = place(10.0**power)
        marks.append(f'<path class="grid" d="M{x:.1f} {top}V{height - 26}"/>')
        marks.append(_text(x, height - 8, f"{10.0**power:,g}", 'text-anchor="middle"'))
    return marks


def _legend(names: Sequence[str]) -> tuple[list[str], int]:
    """Give the elements of the legend, and the top of the rows below it."""
    parts, x, y = [], 12, 40
    for name in names:
        size = 30 + 7 * len(name)
        if x + size > _LEFT + _WIDTH + 30:
            x, y = 12, y + _ROW // 2 + 6
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{_colour(names, name)}"/>')
        parts.append(_text(x + 9, y + 4, name))
        x += size
    return parts, _TOP + y - 40


def _colour(names: Sequence[str], name: str) -> str:
    return _COLOURS[names.index(name) % len(_COLOURS)]


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y}" {more}>{escape(text)}</text>'
