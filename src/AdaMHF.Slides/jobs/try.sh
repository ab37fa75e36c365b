#!/bin/bash
# Tries slurm.sbatch and Snakefile on this machine: parts that are killed and run again must make the bags of one process, byte for byte.
# Needs root on Debian or Ubuntu; installs slurm-wlm, munge and snakemake. Usage, after a build:
#   OPTIONS="--assume-mpp 0.5" src/AdaMHF.Slides/jobs/try.sh FOLDER-OF-SLIDES [folder for the results]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
slides=$(realpath "${1:?Name a folder of slides.}")
work=$(realpath "${2:-$(mktemp -d)}")
export ADAMHF=${ADAMHF:-$here/../../AdaMHF.Tool/bin/Release/net10.0/adamhf}
export OPTIONS=${OPTIONS:-}
source "$here/../../AdaMHF.Tool/jobs/start-slurm.sh"

mkdir -p "$work" && cd "$work"
rm -rf whole slurm snakemade .snakemake
bags() { find "$1" -name '*.h5' | wc -l; }
# Times are in the ledger alone.
same() {
    diff <(cd whole && find . -name '*.h5' -exec sha256sum {} + | sort -k2) <(cd "$1" && find . -name '*.h5' -exec sha256sum {} + | sort -k2)
}

# OPTIONS is split into words on purpose.
# shellcheck disable=SC2086
"$ADAMHF" slides extract "$slides" --encoder resnet18 --output whole --threads 1 $OPTIONS || echo "Some slides cannot be used."

start_slurm
export SLIDES=$slides ENCODER=resnet18 BAGS=$work/slurm
submit() { sbatch --parsable --array=0-1 --cpus-per-task=1 --mem=2G --output=slurm-%a.log --export=ALL "$@" "$here/slurm.sbatch"; }
job=$(submit)
until [ -d slurm ] && [ "$(bags slurm)" -ge 1 ]; do sleep 0.1; done
scancel --signal=KILL "$job"
while squeue --noheader --jobs="$job" 2>/dev/null | grep -q .; do sleep 0.2; done
echo "Slurm: killed with $(bags slurm) of $(bags whole) bags."
submit --wait >/dev/null || true
same slurm
echo "Slurm: run again, $(bags slurm) bags equal those of one process."

command -v snakemake >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends snakemake >/dev/null; }
make_it() {
    snakemake --snakefile "$here/Snakefile" --cores 2 --quiet --nolock --keep-going "$@" --config adamhf="$ADAMHF" slides="$slides" \
        encoder=resnet18 bags="$work/snakemade" shards=2 threads=1 options="$OPTIONS"
}
# setsid: a group of its own, so that the kill reaches the tool as well.
setsid bash -c "$(declare -f make_it); here=$here; slides=$slides; work=$work; make_it" >snakemake.log 2>&1 &
group=$!
until [ -d snakemade ] && [ "$(bags snakemade)" -ge 1 ]; do sleep 0.1; done
kill -KILL -- "-$group"
wait "$group" 2>/dev/null || true
echo "Snakemake: killed with $(bags snakemade) of $(bags whole) bags."
make_it --rerun-incomplete >>snakemake.log 2>&1 || true
same snakemade
echo "Snakemake: run again, $(bags snakemade) bags equal those of one process."
