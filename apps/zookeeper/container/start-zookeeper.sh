#!/usr/bin/env bash
# Starts the ZooKeeper server of this pod in the foreground: zk-0 is server.1, zk-1 is server.2, ...
# Reads HOSTNAME (the pod's name) and ZOOCFGDIR (the directory of zoo.cfg and java.security).
set -euo pipefail

setting() {
  sed -n "s/^$1=//p" "$ZOOCFGDIR/zoo.cfg"
}

ordinal=${HOSTNAME##*-}
if [[ ! $ordinal =~ ^[0-9]+$ ]]; then
  echo "start-zookeeper: the host name '$HOSTNAME' does not end in the ordinal of a StatefulSet's pod" >&2
  exit 1
fi

data_dir=$(setting dataDir)
data_log_dir=$(setting dataLogDir)

# A volume that has served before must still have its data: an empty server could vote lost writes away.
if [[ ! -e $data_dir/myid ]]; then
  mkdir -p "$data_dir/version-2" "$data_log_dir/version-2"
fi
export ZOO_DATADIR_AUTOCREATE_DISABLE=1

# Written at every start: a volume restored from another server's backup would bring that server's number.
echo "$((10#$ordinal + 1))" >"$data_dir/myid"

export SERVER_JVMFLAGS="-Djava.security.properties=$ZOOCFGDIR/java.security ${SERVER_JVMFLAGS:-}"
exec zkServer.sh start-foreground
