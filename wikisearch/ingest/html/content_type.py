"""The header Content-Type of HTTP -> its media type and its charset."""


def parse_content_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset in lower case; empty for what a header does not have.

    Takes any text. The parser of the standard library raises ValueError for some headers that a
    hostile site can send.
    """
    media_type, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'").lower()
    return media_type.strip().lower(), ""
