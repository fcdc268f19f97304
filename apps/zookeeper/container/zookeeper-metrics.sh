#!/usr/bin/env bash
# Prints the metrics of the server on client port $1 or, without it, $CLIENT_PORT: a name, a tab and a value each line.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/${1:-$CLIENT_PORT}"
printf mntr >&3
metrics=$(cat <&3)
echo "$metrics"
# a server without a quorum answers with a sentence
[[ $metrics == zk_version$'\t'* ]]
