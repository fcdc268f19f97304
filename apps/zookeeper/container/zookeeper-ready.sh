#!/usr/bin/env bash
# Ready: the server on client port $1 serves clients, as leader, follower or alone. Without a quorum it does not.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf srvr >&3
grep -q '^Mode: ' <&3
