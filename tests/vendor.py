"""Copy the named files of the named npm packages into the static files, with their licences and checksums.

Run by ``make vendor`` when a version is raised; it needs npm. What it wrote is committed, so nobody else needs npm.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src" / "kirmash" / "static" / "kirmash" / "vendor"
#: Package and version, its licence, and the files that are taken from it.
PACKAGES = {
    "leaflet@1.9.4": (
        "BSD-2-Clause",
        [
            *("dist/leaflet.js", "dist/leaflet.css", "LICENSE", "dist/images/layers.png", "dist/images/layers-2x.png"),
            *("dist/images/marker-icon.png", "dist/images/marker-icon-2x.png", "dist/images/marker-shadow.png"),
        ],
    ),
    "echarts@6.1.0": ("Apache-2.0", ["dist/echarts.simple.min.js", "LICENSE", "NOTICE"]),
}


def main() -> int:
    """Fetch, copy, and write the manifest."""
    manifest: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for package, (licence, files) in PACKAGES.items():
            command = ["npm", "pack", "--silent", "--pack-destination", folder, package]
            name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
            with tarfile.open(Path(folder) / name) as archive:
                for file in files:
                    member = archive.extractfile(f"package/{file}")
                    if member is None:
                        sys.exit(f"{package} has no {file}")
                    manifest |= _copy(package, licence, file, member.read())
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return 0


def _copy(package: str, licence: str, file: str, content: bytes) -> dict[str, dict[str, str]]:
    base = Path(file).name
    target = base if "." in base else f"{package.split('@', maxsplit=1)[0]}.{base}.txt"
    if "/images/" in file:
        target = f"images/{base}"
    # A map of the source is not shipped, so nothing may ask for it.
    (VENDOR / target).parent.mkdir(exist_ok=True)
    lines = [
        line for line in content.split(b"\n") if not line.startswith((b"//# sourceMappingURL", b"/*# sourceMappingURL"))
    ]
    content = b"\n".join(lines)
    (VENDOR / target).write_bytes(content)
    return {target: {"package": package, "licence": licence, "sha256": hashlib.sha256(content).hexdigest()}}


if __name__ == "__main__":
    sys.exit(main())
