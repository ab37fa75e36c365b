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

start_slurm() {
    command -v slurmctld slurmd munged >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq slurm-wlm munge >/dev/null; }
    if [ ! -e /etc/slurm/slurm.conf ]; then
        cat > /etc/slurm/slurm.conf <<CONF
ClusterName=one
SlurmctldHost=$(hostname -s)
SlurmUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
NodeName=$(hostname -s) CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ { print int($2 / 1024 * 0.9) }' /proc/meminfo) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    fi
    mkdir -p /var/spool/slurmctld /var/spool/slurmd /run/munge
    [ -e /etc/munge/munge.key ] || { dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 status=none; }
    chown -R munge: /etc/munge /run/munge /var/lib/munge /var/log/munge && chmod 400 /etc/munge/munge.key
    pgrep -x munged >/dev/null || su -s /bin/sh munge -c /usr/sbin/munged
    pgrep -x slurmctld >/dev/null || slurmctld
    pgrep -x slurmd >/dev/null || slurmd
    for _ in $(seq 30); do sinfo --noheader --format=%T 2>/dev/null | grep -q idle && return; sleep 1; done
    sinfo; echo "Slurm did not come up." >&2; exit 1
}

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
