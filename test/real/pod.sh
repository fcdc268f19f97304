#!/usr/bin/env bash
# Starts the container of one pod as a kubelet does, in namespaces made for it: pod.sh NAME USER GROUP ro|rw COMMAND…
# Standard input has a line "SOURCE TARGET ro|rw" for each mount; ro or rw is the root file system's.
set -euo pipefail

name=$1 user=$2 group=$3 access=$4
shift 4
hostname "$name"

# The image: this machine's files, where the pod's own changes go to memory.
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/{upper,work,root}
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt/root
cd /mnt/root
mkdir -p conf data datalog logs zookeeper/{bin,lib}
chown "$user:$group" data datalog logs
ln -s /usr/share/zookeeper/bin/zk{Server,Cli}.sh zookeeper/bin
mount -t proc proc proc
mount --rbind /dev dev

while read -r source target mode; do
  if [[ -d $source ]]; then
    mkdir -p ".$target"
  else
    mkdir -p "$(dirname ".$target")"
    touch ".$target"
  fi
  mount --bind -o "$mode" "$source" ".$target"
done
mount -o "remount,bind,$access" .

exec chroot . setpriv --reuid "$user" --regid "$group" --clear-groups --bounding-set=-all --no-new-privs "$@" </dev/null
