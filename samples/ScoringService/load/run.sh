#!/usr/bin/env bash
# Valid and invalid requests for so many seconds against a service with the small model: load/run.sh [URL] [SECONDS] [PID of the service].
# Needs wrk, curl and python3 (Debian: apt-get install wrk curl python3).
set -euo pipefail
url=${1:-http://127.0.0.1:5000} seconds=${2:-600} pid=${3:-}
export FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
curl -fsS -o "$FOLDER/patients.csv" "$url/examples/patients.csv"
curl -fsS -o "$FOLDER/bags.zip" "$url/examples/bags.zip"
python3 - "$FOLDER" <<'PY'
import csv, json, sys, zipfile
folder = sys.argv[1]
row = next(csv.DictReader(open(f"{folder}/patients.csv")))
genes = {name: float(value) for name, value in row.items() if name.endswith("_rnaseq") and value}
json.dump({"patients": [{"patientId": row["case_id"], "genes": genes}]}, open(f"{folder}/patient.json", "w"))
with zipfile.ZipFile(f"{folder}/bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
    bomb.writestr("bomb.h5", bytes(32 << 20))
with zipfile.ZipFile(f"{folder}/many.zip", "w") as many:
    for i in range(3000):
        many.writestr(f"{i}.h5", "")
PY
memory() { if [ -n "$pid" ]; then awk -v at="$1" '/VmRSS|VmHWM/ { printf "memory %s: %s %d MiB\n", at, $1, $2 / 1024 }' "/proc/$pid/status"; fi; }
memory "before"
( for quarter in 1 2 3; do sleep $((seconds / 4)); memory "after $quarter/4"; done ) &
wrk --threads 2 --connections 16 --duration "${seconds}s" --timeout 60s --latency --script "$(dirname "$0")/mixed.lua" "$url"
wait
memory "after"
