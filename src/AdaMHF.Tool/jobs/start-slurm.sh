#!/bin/bash
# Sourced by the scripts that try jobs: a Slurm of this one machine. Needs root on Debian or Ubuntu: installs slurm-wlm and munge, and writes
# /etc/slurm/slurm.conf unless there is one.
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
