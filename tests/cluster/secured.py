"""One OpenSearch node with its security plugin: passwords, roles, and TLS with own certificates.

The newest plugin on Maven Central is older than the newest server; the server has its version.
"""

import re
import shutil
import ssl
import subprocess
import zipfile
from pathlib import Path

from tests.cluster.cluster import SETTINGS, Cluster, NoClusterError, fetched

VERSION = "3.4.0"
PLUGIN = f"org.opensearch.plugin:opensearch-security:{VERSION}.0:zip"
LIBRARY = "org.apache.commons:commons-collections4:4.5.0"
API = "/_plugins/_security/api"
NOBODY = "_meta: {type: rolesmapping, config_version: 2}\n"
ADMIN, NODE = "admin", "node"
SECURITY = {
    "plugins.security.allow_default_init_securityindex": "true",
    "plugins.security.authcz.admin_dn": f"CN={ADMIN}",
    "plugins.security.nodes_dn": f"CN={NODE}",
    "plugins.security.ssl.http.enabled": "true",
    **{
        f"plugins.security.ssl.{layer}.{key}": value
        for layer in ("http", "transport")
        for key, value in {
            "pemcert_filepath": f"{NODE}.pem",
            "pemkey_filepath": f"{NODE}.key",
            "pemtrustedcas_filepath": "authority.pem",
        }.items()
    },
}


class SecuredCluster(Cluster):
    """A node that requires a login."""

    count = 1
    versions = f"-Dopensearch.version={VERSION} -Dlog4j.version=2.21.0"
    origin = "https://127.0.0.1"
    settings = SETTINGS | SECURITY

    @property
    def authority(self) -> Path:
        """Return the certificate of the authority that signed those of the node."""
        return self.directory / "node1" / "config" / "authority.pem"

    def add_user(self, name: str, password: str, role: object) -> None:
        """Add a user with exactly one role."""
        self.request("PUT", f"{API}/roles/{name}", role)
        self.request("PUT", f"{API}/internalusers/{name}", {"password": password})
        self.request("PUT", f"{API}/rolesmapping/{name}", {"users": [name]})

    def _is_ready(self) -> bool:
        # Roles are in an index that is created last.
        return super()._is_ready() and self.request("GET", f"{API}/roles") != {}

    def _create_folders(self) -> None:
        super()._create_folders()
        [packed] = fetched(f"dependency:copy -Dartifact={PLUGIN}").iterdir()
        plugin = self.directory / "home" / "plugins" / "opensearch-security"
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(plugin)
        # It extends a module that is not on Maven Central, but needs only one library of it.
        [needed] = fetched(f"dependency:copy -Dartifact={LIBRARY}").iterdir()
        shutil.copy(needed, plugin)
        descriptor = plugin / "plugin-descriptor.properties"
        lines = descriptor.read_text(encoding="utf-8").splitlines(keepends=True)
        standalone = (line for line in lines if not line.startswith("extended.plugins="))
        descriptor.write_text("".join(standalone), encoding="utf-8")
        # Netty finds the plugin's key library only with the same class loader.
        library = self.directory / "home" / "lib"
        for jar in library.glob("netty-*"):
            jar.rename(self.directory / "home" / "modules" / "transport-netty4" / jar.name)
        # The server refuses duplicate classes.
        installed = {_artifact(jar) for jar in library.iterdir()}
        for jar in plugin.glob("*.jar"):
            if _artifact(jar) in installed:
                jar.unlink()
        config = self.directory / "node1" / "config"
        (plugin / "config").rename(config / "opensearch-security")
        # By default, every user has a role with permissions for the whole cluster.
        (config / "opensearch-security" / "roles_mapping.yml").write_text(NOBODY, encoding="utf-8")
        _certify(config)
        self.trust = ssl.create_default_context(cafile=self.authority)
        self.trust.load_cert_chain(config / f"{ADMIN}.pem", config / f"{ADMIN}.key")


def _artifact(jar: Path) -> str:
    return re.split(r"-\d", jar.name)[0]


def _certify(folder: Path) -> None:
    """Create an authority, and certificates for the node and for an administrator."""
    new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    _openssl(folder, f"{new} -subj /CN=authority -keyout authority.key -out authority.pem")
    signed = "-CA authority.pem -CAkey authority.key -addext basicConstraints=critical,CA:FALSE"
    for name in (NODE, ADMIN):
        files = f"-subj /CN={name} -keyout {name}.key -out {name}.pem"
        _openssl(folder, f"{new} {signed} -addext subjectAltName=IP:127.0.0.1 {files}")
        (folder / f"{name}.key").chmod(0o644)  # the node runs as another user


def _openssl(folder: Path, arguments: str) -> None:
    try:
        done = subprocess.run(
            ["openssl", *arguments.split()], cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise NoClusterError("openssl is not installed (apt-get install openssl)") from None
    if done.returncode:
        raise NoClusterError(f"openssl cannot create a certificate: {done.stderr[-500:]}")
