#!/bin/bash
# Tries score.sbatch, merge.sbatch and Snakefile on this machine: parts that are killed and run again, merged, must equal the file of one
# process, byte for byte. Needs root on Debian or Ubuntu, and python3; installs slurm-wlm, munge and snakemake. Usage, after a build:
#   src/AdaMHF.Tool/jobs/try.sh [folder for the results]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(realpath "${1:-$(mktemp -d)}")
export ADAMHF=${ADAMHF:-$here/../bin/Release/net10.0/adamhf}
export OMP_NUM_THREADS=1
source "$here/start-slurm.sh"

mkdir -p "$work" && cd "$work"
made() { find "$1" -name '*.csv' 2>/dev/null | wc -l || true; }
rm -rf parts snakemade* ./*.csv .snakemake
python3 - <<'PYTHON'
import math, random

random.seed(1)
genes = [f"G{i}" for i in range(24)]
for name, patients in ("training", 400), ("patients", 8000):
    with open(name + ".csv", "w") as table:
        table.write("case_id,survival_months,censorship," + ",".join(gene + "_rnaseq" for gene in genes) + "\n")
        for patient in range(patients):
            x = [random.gauss(0, 1) for _ in genes]
            death = -30 * math.log(1 - random.random()) / math.exp(x[0] + x[9])
            end = 100 * random.random()
            values = ",".join(f"{value:.5f}" for value in x)
            table.write(f"P{patient:05d},{min(death, end) + 0.01:.3f},{int(death > end)},{values}\n")
with open("groups.csv", "w") as groups:
    groups.write("A,B,C\n" + "".join(f"G{i},G{i + 8},G{i + 16}\n" for i in range(8)))
PYTHON
"$ADAMHF" train --table training.csv --groups groups.csv --trainer snn --epochs 3 --output model.zip 2>/dev/null
"$ADAMHF" score model.zip --table patients.csv --output whole.csv 2>/dev/null

start_slurm
export MODEL=model.zip TABLE=patients.csv PARTS=parts SHARDS=4 OUTPUT=merged.csv
submit() { sbatch --parsable --array=0-3 --mem=1G --output=slurm-%a.log --export=ALL "$@" "$here/score.sbatch"; }
job=$(submit)
until [ "$(made parts)" -ge 1 ]; do sleep 0.1; done
scancel --signal=KILL "$job"
while squeue --noheader --jobs="$job" 2>/dev/null | grep -q .; do sleep 0.2; done
echo "Slurm: killed with $(made parts) of 4 parts."
submit --wait >/dev/null
sbatch --wait --mem=1G --output=slurm-merge.log --export=ALL "$here/merge.sbatch" >/dev/null
cmp merged.csv whole.csv
echo "Slurm: run again and merged, $(wc -l < merged.csv) lines equal the file of one process."

command -v snakemake >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends snakemake >/dev/null; }
make_it() {
    snakemake --snakefile "$here/Snakefile" --cores 2 --quiet --nolock "$@" --config adamhf="$ADAMHF" model=model.zip table=patients.csv \
        shards=4 output=snakemade.csv
}
# setsid: a group of its own, so that the kill reaches the tool as well.
setsid bash -c "$(declare -f make_it); here=$here; make_it" >snakemake.log 2>&1 &
group=$!
until [ "$(made snakemade.csv.parts)" -ge 1 ]; do sleep 0.1; done
kill -KILL -- "-$group"
wait "$group" 2>/dev/null || true
echo "Snakemake: killed with $(made snakemade.csv.parts) of 4 parts."
make_it --rerun-incomplete >>snakemake.log 2>&1
cmp snakemade.csv whole.csv
echo "Snakemake: run again, $(wc -l < snakemade.csv) lines equal the file of one process."
