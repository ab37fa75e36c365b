#!/usr/bin/env python3
"""Runs the shell blocks of the documentation: run-commands.py [PAGE ...], after samples/Gallery/run.sh.

A block is ```sh PLACE. Blocks of a page that share a place run in order in one folder, under bash with -e:
  repository  a clone of this repository          gallery  a copy of samples/Gallery
  demo        a folder with what train.cs wrote   slides   a folder with what slides.cs drew
  scratch     an empty folder
Blocks of the language console need what a machine may not have (a card, an encoder of others) and are not run.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

DOCUMENTATION = pathlib.Path(__file__).resolve().parent
ROOT = DOCUMENTATION.parent.parent
RUN = ROOT / "artifacts" / "gallery" / "run"
TOOL = ROOT / "src" / "AdaMHF.Tool" / "bin" / "Release" / "net10.0" / "adamhf.dll"


def prepared(place, folder):
    """A folder for the blocks of one place of one page."""
    if place == "repository":
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    elif place == "gallery":
        shutil.copytree(ROOT / "samples" / "Gallery", folder)
        config = folder / "NuGet.config"
        config.write_text(config.read_text().replace("../../artifacts/feed", str(ROOT / "artifacts" / "feed")))
    else:
        folder.mkdir(parents=True)
        if place == "demo":
            shutil.copytree(RUN / "demo", folder / "demo")
            shutil.copy(RUN / "demo" / "adamhf.zip", folder / "model.zip")
        elif place == "slides":
            shutil.copytree(RUN / "slides", folder / "slides")
        elif place != "scratch":
            raise SystemExit(f"There is no place '{place}'.")
    return folder


def main():
    wanted = sys.argv[1:]
    environment = dict(os.environ, OMP_NUM_THREADS="1", DOTNET_NOLOGO="1", ADAMHF_FEED=str(ROOT / "artifacts" / "feed"))
    environment["RestoreFallbackFolders"] = environment.get("NUGET_PACKAGES", str(pathlib.Path.home() / ".nuget" / "packages"))
    environment["RestorePackagesPath"] = str(ROOT / "artifacts" / "gallery" / "packages")
    failed = count = skipped = 0
    with tempfile.TemporaryDirectory() as temporary:
        shims = pathlib.Path(temporary, "bin")
        shims.mkdir()
        (shims / "adamhf").write_text(f'#!/bin/sh\nexec dotnet "{TOOL}" "$@"\n')
        (shims / "adamhf").chmod(0o755)
        environment["PATH"] = f"{shims}{os.pathsep}{environment['PATH']}"
        for page in sorted(DOCUMENTATION.rglob("*.md")):
            name = page.relative_to(DOCUMENTATION).as_posix()
            if wanted and not any(part in name for part in wanted):
                continue
            places = {}
            text = page.read_text()
            skipped += len(re.findall(r"^```console", text, re.M))
            for place, block in re.findall(r"^```sh (\w+)\n(.*?)^```", text, re.M | re.S):
                if place not in places:
                    places[place] = prepared(place, pathlib.Path(temporary, name.replace("/", "-"), place))
                start = time.monotonic()
                run = subprocess.run(
                    ["bash", "-ec", block], cwd=places[place], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                count += 1
                first = block.strip().splitlines()[0][:80]
                print(f"{'ok    ' if run.returncode == 0 else 'FAILED'} {time.monotonic() - start:6.1f} s  {name}: {first}", flush=True)
                if run.returncode != 0:
                    failed += 1
                    print("\n".join(run.stdout.splitlines()[-25:]))
            shutil.rmtree(pathlib.Path(temporary, name.replace("/", "-")), ignore_errors=True)
    print(f"{count} blocks, {failed} failed; {skipped} of the language console not run")
    return 1 if failed or not count else 0


sys.exit(main())
