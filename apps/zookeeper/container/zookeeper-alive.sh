#!/usr/bin/env bash
# Alive: the server on client port $1 answers, be it with or without a quorum. Waiting for one is no reason to restart.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf ruok >&3
[[ $(cat <&3) == imok ]]
