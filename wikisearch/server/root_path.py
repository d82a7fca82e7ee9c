"""The path below which a proxy serves everything."""

from starlette.types import ASGIApp, Receive, Scope, Send


def path_below_root(scope: Scope) -> str:
    """Return the path of a request without the root path."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


class RootPath:
    """Sets the root path of each request, whether the proxy has removed it or not."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request; its path begins with the root path, as ASGI demands."""
        if scope["type"] == "http":
            path, root_path = scope["path"], self._root_path
            if path == root_path:
                path = f"{root_path}/"
            elif not path.startswith(f"{root_path}/"):
                path = root_path + path
            scope.update(root_path=root_path, path=path)
        await self._app(scope, receive, send)
