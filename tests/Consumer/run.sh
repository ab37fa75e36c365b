#!/bin/bash
# What a user does who has no clone: packages from a folder, a project outside the tree, the tool, the templates; with a home folder and a
# package cache that are empty. Prints times and sizes. Usage, from the root of the checkout, after "dotnet build -c Release":
#   tests/Consumer/run.sh [folder of packed packages]
# Without a folder the packages are packed first. ADAMHF_CACHE names a package cache to read others' packages from, in place of
# downloading them.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

feed=${1:-$work/feed}
if [ $# -eq 0 ]; then
    step "packages"
    dotnet pack "$root" -c Release --no-build --output "$feed" -v q -nologo
fi
feed=$(realpath "$feed")
ls -l "$feed" | awk '/nupkg/ { print $5, $9 }'

export HOME=$work/home DOTNET_CLI_HOME=$work/home NUGET_PACKAGES=$work/cache OMP_NUM_THREADS=1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false MSBUILDDISABLENODEREUSE=1
mkdir -p "$HOME" "$work/app"
cd "$work/app"
# As "dotnet new nugetconfig" and "dotnet nuget add source" write it. The mapping keeps packages of ours from being asked of a server.
fallback=
[ -z "${ADAMHF_CACHE:-}" ] || fallback='<fallbackPackageFolders><add key="cache" value="'$ADAMHF_CACHE'" /></fallbackPackageFolders>'
cat > nuget.config <<XML
<configuration>
  <packageSources><add key="adamhf" value="$feed" /></packageSources>
  $fallback
  <packageSourceMapping>
    <packageSource key="adamhf"><package pattern="AdaMHF.*" /></packageSource>
    <packageSource key="nuget.org"><package pattern="*" /></packageSource>
  </packageSourceMapping>
</configuration>
XML

step "the tool, from the folder alone"
dotnet tool install AdaMHF.Tool --tool-path "$work/tools" --source "$feed"
du -sm "$work/tools" | awk '{ print $1 " MB" }'
adamhf=$work/tools/adamhf
python3 - <<'PYTHON'
import math, random

random.seed(1)
with open("patients.csv", "w") as table:
    table.write("case_id,survival_months,censorship," + ",".join(f"G{i}_rnaseq" for i in range(12)) + "\n")
    for patient in range(120):
        x = [random.gauss(0, 1) for _ in range(12)]
        death, end = -30 * math.log(1 - random.random()) / math.exp(x[0]), 100 * random.random()
        table.write(f"P{patient:03d},{min(death, end) + 0.01:.3f},{int(death > end)}," + ",".join(f"{v:.4f}" for v in x) + "\n")
with open("groups.csv", "w") as groups:
    groups.write("A,B\n" + "".join(f"G{i},G{i + 6}\n" for i in range(6)))
PYTHON
"$adamhf" inspect table patients.csv --groups groups.csv
"$adamhf" train --table patients.csv --groups groups.csv --trainer snn --epochs 3 --output tool.zip
"$adamhf" inspect model tool.zip
"$adamhf" score tool.zip --table patients.csv --output predictions.csv
"$adamhf" evaluate predictions.csv | head -5
if [ -f "${ADAMHF_DATA:-$root/../shared/data}/slides/CMU-1-Small-Region.svs" ]; then
    slide=$(realpath "${ADAMHF_DATA:-$root/../shared/data}/slides/CMU-1-Small-Region.svs")
    "$adamhf" slides inspect "$slide"
    "$adamhf" slides extract "$slide" --encoder resnet18 --output bags --threads 1
fi

step "the templates"
dotnet new install "$feed"/AdaMHF.Templates.*.nupkg
dotnet new adamhf -o Prognosis
dotnet new adamhf-service -o Scoring
(cd Prognosis && dotnet build -c Release -v q -nologo && dotnet run -c Release --no-build)
test -s Prognosis/model.zip && test -s Prognosis/survival.png

step "the service, with the model of the program"
(cd Scoring && dotnet build -c Release -v q -nologo)
Scoring/bin/Release/net10.0/Scoring Prognosis/model.zip > service.log 2>&1 &
service=$!
trap 'kill $service 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do curl -sf http://localhost:5000/health >health.json && break; sleep 0.3; done
cat health.json; echo
gunzip -c Prognosis/cohort/simulated.csv.gz > simulated.csv
curl -sf --data-binary @simulated.csv http://localhost:5000/score > scores.json
head -c 300 scores.json; echo
test "$(grep -o '"patient"' scores.json | wc -l)" = 240
status=$(curl -s -o problem.json -w '%{http_code}' --data-binary 'no table' http://localhost:5000/score)
cat problem.json; echo
test "$status" = 400
kill $service

step "a project of one's own: the README's steps"
dotnet new console -o Own >/dev/null
cd Own
dotnet add package AdaMHF.MLNet.Cpu.Linux >/dev/null
dotnet add package AdaMHF.Simulation >/dev/null
{
    echo 'using AdaMHF.MLNet; using AdaMHF.Simulation; using Microsoft.ML;'
    echo 'var files = SimulatedCohort.Create(SimulationPreset.Quick).WriteTo("cohort");'
    echo 'var (table, signatures, features, modelZip) = (files.Table, files.Signatures, files.Bags, "model.zip");'
    # The README's code, word for word.
    awk '/^```csharp/ { on = 1; next } /^```/ { on = 0 } on' "$root/README.md"
    echo 'Console.WriteLine(metrics);'
} > Program.cs
dotnet run -c Release
step "done"
du -sm "$NUGET_PACKAGES" "$work/home" | awk '{ print $1 " MB " $2 }'
