#!/usr/bin/env bash
# Starts the ZooKeeper server of this pod in the foreground: zk-0 is server.1, zk-1 is server.2, ...
# Reads HOSTNAME (the pod's name), ZOOCFGDIR (the directory of zoo.cfg and java.security), and the Secrets mounted in
# ZOO_SECRETS_DIR. Writes what ZooKeeper needs of them to ZOO_RUN_DIR, which is memory.
set -euo pipefail

setting() {
  sed -n "s/^$1=//p" "$ZOOCFGDIR/zoo.cfg"
}

secrets_dir=${ZOO_SECRETS_DIR:-/etc/zookeeper/secrets}
run_dir=${ZOO_RUN_DIR:-/run/zookeeper}

# Makes file $1 of the other files, where that changes it: at once, because the server watches it.
replace() {
  (umask 077 && cat "${@:2}" >"$1.new") || return
  if [[ -e $1 && $(<"$1") == "$(<"$1.new")" ]]; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

# ZooKeeper reads a private key and its certificates from one file, where a Secret has two.
make_key_stores() {
  local secret
  for secret in "$secrets_dir"/*-tls; do
    if ! grep -q -- '^-----BEGIN PRIVATE KEY-----' "$secret/tls.key"; then
      echo "start-zookeeper: $secret/tls.key is no PKCS#8 key, which begins with BEGIN PRIVATE KEY: ask" \
        "cert-manager for privateKey.encoding PKCS8, or convert it with openssl pkcs8 -topk8 -nocrypt" >&2
      return 1
    fi
    replace "$run_dir/${secret##*/}.pem" "$secret/tls.key" "$secret/tls.crt" || return
    replace "$run_dir/${secret##*/}-ca.pem" "$secret/ca.crt" || return
  done
}

# With dynamic membership ZooKeeper keeps the list of servers beside the data, and names it in a zoo.cfg that it may write.
# Makes that zoo.cfg, and the list that a server begins with, of $ZOOCFGDIR/servers; prints the path of zoo.cfg.
keep_membership() {
  local id=$1 directory=$data_dir/membership list
  mkdir -p "$directory"
  list=$(sed -n 's/^dynamicConfigFile=//p' "$directory/zoo.cfg" 2>/dev/null || true)
  if [[ ! -e $list ]]; then
    list=$directory/initial
    grep -E "^server\.$id=|:participant;" "$ZOOCFGDIR/servers" >"$list"
  elif ! grep -q "^server\.$id=" "$list"; then
    # It has joined and not been added yet, or was removed: without a line of its own it would not start.
    list=$directory/initial
    grep -E "^server\.$id=|:participant;" "$ZOOCFGDIR/servers" |
      sed "s/^\(server\.$id=.*\):participant;/\1:observer;/" >"$list"
  fi
  { cat "$ZOOCFGDIR/zoo.cfg" && echo "dynamicConfigFile=$list"; } >"$directory/zoo.cfg.new"
  mv "$directory/zoo.cfg.new" "$directory/zoo.cfg"
  echo "$directory/zoo.cfg"
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
id=$((10#$ordinal + 1))
echo "$id" >"$data_dir/myid"

export SERVER_JVMFLAGS="-Djava.security.properties=$ZOOCFGDIR/java.security ${SERVER_JVMFLAGS:-}"

if compgen -G "$secrets_dir/*-tls" >/dev/null; then
  make_key_stores
  # A renewed certificate is taken over while the server runs: it is what this process becomes, and watches its files.
  while sleep 60 && kill -0 "$$" 2>/dev/null; do make_key_stores || true; done &
fi
if [[ -e $secrets_dir/jaas/jaas.conf ]]; then
  SERVER_JVMFLAGS+=" -Djava.security.auth.login.config=$secrets_dir/jaas/jaas.conf"
fi
# The digest is given in a file: every process of the node can read a command line.
if [[ -e $secrets_dir/super-digest/superDigest ]]; then
  (umask 077 && printf -- '-Dzookeeper.DigestAuthenticationProvider.superDigest=%s\n' \
    "$(<"$secrets_dir/super-digest/superDigest")" >"$run_dir/super-digest.jvm")
  SERVER_JVMFLAGS+=" @$run_dir/super-digest.jvm"
fi
if [[ $(setting reconfigEnabled) == true ]]; then
  config=$(keep_membership "$id")
  exec zkServer.sh start-foreground "$config"
fi
# A list that nobody keeps up to date any more must not come back.
rm -rf "$data_dir/membership"
exec zkServer.sh start-foreground
