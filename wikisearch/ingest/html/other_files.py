"""Addresses of files that are not pages: pictures, documents, archives, recordings."""

from wikisearch.ingest.html.element import Element

_PICTURES = ".png .jpg .jpeg .gif .svg .webp .ico"
_TYPES = f"""
{_PICTURES} .css .xml .json .txt .pdf .doc .docx .odt .rtf .epub .djvu .ppt .pptx .pps .ppsx .odp
.xls .xlsx .ods .zip .gz .tgz .bz2 .xz .7z .rar .tar .mp3 .mp4 .ogg .webm .wav .flac .avi .mov .wmv
"""
_SUFFIXES = tuple(_TYPES.split())
_PICTURE_SUFFIXES = tuple(_PICTURES.split())


def is_other_file(location: str) -> bool:
    """Return whether an address, without a query and a fragment, is that of such a file."""
    return location.lower().endswith(_SUFFIXES)


def is_download(link: Element) -> bool:
    """Return whether a link leads to such a file that is not a picture.

    Its words are content: no page of the wiki has them as its title.
    """
    location = link.attrs.get("href", "").partition("#")[0].partition("?")[0]
    return is_other_file(location) and not location.lower().endswith(_PICTURE_SUFFIXES)
