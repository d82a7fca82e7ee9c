"""The address that a request comes from."""

from starlette.types import Scope


def client_address(scope: Scope) -> str:
    """Return the address of the client, as the server or a trusted proxy gives it; else empty."""
    return str((scope.get("client") or ("",))[0])
