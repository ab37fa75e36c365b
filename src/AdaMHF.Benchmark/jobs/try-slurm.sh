#!/bin/bash
# Tries slurm.sbatch on a Slurm of this one machine: an array of four shards, merged, must equal the run of one process. Needs root on
# Debian or Ubuntu: installs slurm-wlm and munge, and writes /etc/slurm/slurm.conf unless there is one. Usage, from the root of the
# checkout, after a build:
#   src/AdaMHF.Benchmark/jobs/try-slurm.sh [folder for the results]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
export ADAMHF=${ADAMHF:-$here/../../AdaMHF.Tool/bin/Release/net10.0/adamhf}
export PLAN=tiny

source "$here/../../AdaMHF.Tool/jobs/start-slurm.sh"

mkdir -p "$work"
start_slurm
export OMP_NUM_THREADS=1
# Each task has a folder of its own, as on machines that share nothing.
cat > "$work/apart.sbatch" <<JOB
#!/bin/bash
RESULTS=$work/shard-\$SLURM_ARRAY_TASK_ID exec bash $here/slurm.sbatch
JOB
sbatch --wait --array=0-3 --cpus-per-task=1 --mem=1G --output="$work/slurm-%a.log" --export=ALL "$work/apart.sbatch"
"$ADAMHF" benchmark merge "$work"/shard-{0,1,2,3} --output "$work/merged"
"$ADAMHF" benchmark run --plan "$PLAN" --output "$work/whole"
for results in merged whole; do "$ADAMHF" benchmark report "$work/$results" --omit-timings; done

diff -r --exclude=timing.json "$work/merged/units" "$work/whole/units"
diff -r "$work/merged/report" "$work/whole/report"
echo "Four shards under Slurm, merged, equal the run of one process: $(find "$work/whole/units" -name manifest.json | wc -l) units."
