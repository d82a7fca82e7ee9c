"""The hash function of the package: stable in every version, and on every machine."""

from hashlib import blake2b


def digest(data: bytes | str, size: int = 16) -> str:
    """BLAKE2b hash of `size` bytes, in hexadecimal; text is encoded as UTF-8."""
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return blake2b(content, digest_size=size).hexdigest()
