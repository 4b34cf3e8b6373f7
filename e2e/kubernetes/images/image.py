#!/usr/bin/env python3
"""Writes a container image without a registry or a daemon: an OCI image layout, with the manifest.json
that `docker load` reads. The same folder always gives the same tar.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import platform
import sys
import tarfile

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


class Blobs:
    """The image's parts, each under the hash of its content."""

    def __init__(self):
        self.by_hash = {}

    def add(self, content):
        digest = hashlib.sha256(content).hexdigest()
        self.by_hash[digest] = content
        return digest

    def describe(self, content, media_type):
        return {"mediaType": media_type, "digest": "sha256:" + self.add(content), "size": len(content)}


def layer(folder):
    """A tar of the folder, owned by root, without times."""

    def normal(entry):
        entry.mtime = entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        return entry

    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(os.listdir(folder)):
            tar.add(os.path.join(folder, name), name, filter=normal)
    return content.getvalue()


def to_json(value):
    return json.dumps(value, sort_keys=True).encode()


def write(name, folder, path, config, level):
    blobs = Blobs()
    content = layer(folder)
    layer_part = blobs.describe(
        gzip.compress(content, level, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip"
    )
    config_part = blobs.describe(
        to_json(
            {
                "architecture": ARCHITECTURES[platform.machine()],
                "os": "linux",
                "config": config,
                "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]},
            }
        ),
        "application/vnd.oci.image.config.v1+json",
    )
    manifest_type = "application/vnd.oci.image.manifest.v1+json"
    manifest = blobs.describe(
        to_json(
            {"schemaVersion": 2, "mediaType": manifest_type, "config": config_part, "layers": [layer_part]}
        ),
        manifest_type,
    )
    manifest["annotations"] = {
        "io.containerd.image.name": name,
        "org.opencontainers.image.ref.name": name.rsplit(":", 1)[-1],
    }

    def blob_path(part):
        return "blobs/sha256/" + part["digest"].removeprefix("sha256:")

    files = {
        "oci-layout": to_json({"imageLayoutVersion": "1.0.0"}),
        "index.json": to_json({"schemaVersion": 2, "manifests": [manifest]}),
        "manifest.json": to_json(
            [{"Config": blob_path(config_part), "RepoTags": [name], "Layers": [blob_path(layer_part)]}]
        ),
    }
    files.update({"blobs/sha256/" + digest: blob for digest, blob in sorted(blobs.by_hash.items())})
    with tarfile.open(path + ".part", "w") as tar:
        for file_name, file_content in files.items():
            entry = tarfile.TarInfo(file_name)
            entry.size = len(file_content)
            entry.mode = 0o644
            tar.addfile(entry, io.BytesIO(file_content))
    os.replace(path + ".part", path)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="such as localhost/pause:1")
    parser.add_argument("folder", help="what the image holds, as its only layer")
    parser.add_argument("tar", help="where it goes")
    parser.add_argument("program", nargs="?", help="path in the image of what it runs")
    parser.add_argument("--env", action="append", default=[], help="such as PATH=/bin", metavar="NAME=VALUE")
    parser.add_argument("--user", help="such as 65532:65532; left out: root")
    parser.add_argument("--stop-signal", help="what ends it in order; left out: SIGTERM")
    parser.add_argument("--level", type=int, default=1, help="of compression, 1 to 9")
    return parser.parse_args()


def main():
    given = arguments()
    config = {"Env": given.env or ["PATH=/bin"]}
    if given.program:
        config["Entrypoint"] = [given.program]
    if given.user:
        config["User"] = given.user
    if given.stop_signal:
        config["StopSignal"] = given.stop_signal
    write(given.name, given.folder, given.tar, config, given.level)


if __name__ == "__main__":
    main()
