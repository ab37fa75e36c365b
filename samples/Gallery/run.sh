#!/usr/bin/env bash
# Packs the packages and runs every program of the gallery against them, in a folder of its own: run.sh [NAME ...]
# What they print is compared with Output/NAME.txt and told where it differs; --keep writes those files anew. --no-build packs what is
# built already, --no-pack takes the packages that are there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# train first: others read its model.
all=(cox hospital kaplan-meier evaluate filter-missing train score cache own-bags missing-modality cross-validate sites calibrate explain inside trainers slides)
pack=true build=() keep=false names=()
for argument in "$@"; do
  case $argument in
    --no-pack) pack=false ;;
    --no-build) build=(--no-build) ;;
    --keep) keep=true ;;
    *) names+=("$argument") ;;
  esac
done
[ ${#names[@]} -gt 0 ] || names=("${all[@]}")

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 OMP_NUM_THREADS=1 DOTNET_CLI_UI_LANGUAGE=en
feed=$root/artifacts/feed
if $pack; then
  mkdir -p "$feed"
  rm -f "$feed"/AdaMHF.*.nupkg "$feed"/AdaMHF.*.snupkg
  for project in Survival TensorFiles PatchBags Networks MLNet Reports Simulation Slides MLNet.Slides MLNet.Backends Templates; do
    dotnet pack "$root/src/AdaMHF.$project" -c Release ${build[@]+"${build[@]}"} --nologo -v quiet --output "$feed"
  done
fi

# Our packages are unpacked into a folder that is emptied each time, since their version does not change; all others are shared.
work=$root/artifacts/gallery
rm -rf "$work/packages"
mkdir -p "$work/run"
export RestoreFallbackFolders=${NUGET_PACKAGES:-$HOME/.nuget/packages} RestorePackagesPath=$work/packages
mkdir -p "$RestoreFallbackFolders"
cp "$here/patients.csv" "$work/run"

failed=0
for name in "${names[@]}"; do
  start=$SECONDS
  # The file is named by its place in the gallery, and runs where its data are.
  if (cd "$work/run" && dotnet run -c Release "$here/$name.cs") >"$work/$name.txt" 2>"$work/$name.err"; then
    printf '%-18s %3d s\n' "$name" $((SECONDS - start))
    if $keep; then
      mkdir -p "$here/Output"
      cp "$work/$name.txt" "$here/Output/"
      [ "$name" != kaplan-meier ] || cp "$work/run/kaplan-meier.png" "$here/Output/"
    elif ! diff -q "$here/Output/$name.txt" "$work/$name.txt" >/dev/null 2>&1; then
      echo "  prints other numbers than Output/$name.txt" && diff "$here/Output/$name.txt" "$work/$name.txt" | head -4 || true
    fi
  else
    failed=$((failed + 1))
    printf '%-18s FAILED\n' "$name"
    tail -n 30 "$work/$name.txt" "$work/$name.err"
  fi
done
echo "${#names[@]} programs against the packages in artifacts/feed, $failed failed, $SECONDS s"
[ "$failed" = 0 ]
