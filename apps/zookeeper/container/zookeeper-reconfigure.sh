#!/usr/bin/env bash
# Makes the servers 1..$2 the voters of an ensemble whose voters are 1..$1, and stops where they are others. It may be run
# again at any time. Reads the server lines from ZOO_SERVERS_FILE, and the password of the user super from
# ZOO_SUPER_PASSWORD_FILE.
set -euo pipefail

from=$(seq -s ' ' 1 "$1")
to=$(seq -s ' ' 1 "$2")
old_servers=$(seq 1 "$1")
joining=$(seq "$(($1 + 1))" "$2")
leaving=$(seq -s , "$(($2 + 1))" "$1")

say() {
  echo "zookeeper-reconfigure: $*"
}

# The lines of the servers $@ as voters: server.1=HOST:2888:3888:participant;2181
voter_lines() {
  local server
  for server; do
    sed -n "s/^\(server\.$server=.*\):[a-z]*;/\1:participant;/p" "$ZOO_SERVERS_FILE"
  done
}

# Where clients connect to the servers $@: HOST:2181,…
addresses() {
  voter_lines "$@" | sed -E 's/^server\.[0-9]+=([^:]+):.*[;:]([0-9]+)$/\1:\2/' | paste -sd ,
}

# What the servers $@ say of the ensemble: the lines of its servers, and a version; nothing where none of them serves.
read_config() {
  timeout 60 zkCli.sh -waitforconnection -server "$(addresses "$@")" config 2>/dev/null </dev/null |
    grep -E '^(server\.[0-9]+|version)=' || true
}

voters_of() {
  sed -nE 's/^server\.([0-9]+)=.*:participant(;.*)?$/\1/p' <<<"$1" | sort -n | paste -sd ' '
}

# Runs a command as super. The password comes neither on a command line nor into the log.
as_super() {
  local password answer
  password=$(<"$ZOO_SUPER_PASSWORD_FILE")
  # shellcheck disable=SC2086 # one word for each server
  answer=$(printf 'addauth digest super:%s\n%s\nquit\n' "$password" "$1" |
    timeout 120 zkCli.sh -waitforconnection -server "$(addresses $old_servers)" 2>&1) || true
  printf '%s\n' "${answer//"$password"/…}"
}

# zkCli.sh splits its commands at white space: of such a password it would send a part, and be refused as somebody else.
if [[ $(<"$ZOO_SUPER_PASSWORD_FILE") =~ [[:space:]] ]]; then
  say "stopped, and changed nothing: superPassword has white space in it; give the super user one without" >&2
  exit 1
fi

# A server that is behind would count as failed as soon as it votes.
wait_for_joining() {
  local server
  for server in $joining; do
    until [[ $(voters_of "$(read_config "$server")") == "$from" ]]; do
      say "server $server has not joined yet"
      sleep 5
    done
  done
}

# Whatever reconfig answers (removing the leader ends the connection), what the ensemble says afterwards is what counts.
change_voters() {
  local change
  if [[ -n $joining ]]; then
    # shellcheck disable=SC2086
    change="-add $(voter_lines $joining | paste -sd ,)"
  else
    change="-remove $leaving"
  fi
  say "reconfig -v $1 $change"
  as_super "reconfig -v $1 $change" | grep -E 'KeeperErrorCode|not valid|Insufficient|No quorum' || true
}

for _ in 1 2 3 4 5; do
  # shellcheck disable=SC2086
  until config=$(read_config $old_servers) && [[ $config == *version=* ]]; do
    say "no server answers yet"
    sleep 5
  done
  voters=$(voters_of "$config")
  case $voters in
    "$from")
      wait_for_joining
      change_voters "${config##*version=}"
      ;;
    "$to")
      # A write that a majority of these voters has: no other server is needed from here on.
      if [[ $(as_super 'create -e -s /zookeeper-reconfigure- done') == *"Created /zookeeper-reconfigure-"* ]]; then
        say "the voters are $to"
        exit 0
      fi
      say "the voters are $to, but acknowledge no write yet"
      ;;
    *)
      say "stopped, and changed nothing: the voters are $voters, neither $from nor $to" >&2
      exit 1
      ;;
  esac
  sleep 2
done
say "gave up: the voters are still $voters" >&2
exit 1
