#!/bin/sh
# Asks Postfix itself where mail to addresses for life goes, with its own look-up program (packages postfix and postfix-pgsql).
#   HOSTS=127.0.0.1:5432 PASSWORD=… [DATABASE=alumni] docker/postfix/ask.sh address…
# Prints each address and its destinations, or « nowhere ».
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed -e "s|^hosts = .*|hosts = ${HOSTS:?}|" -e "s|^password = .*|password = ${PASSWORD:?}|" \
  -e "s|^dbname = .*|dbname = ${DATABASE:-alumni}|" "$(dirname "$0")/lifetime.cf" > "$folder/lifetime.cf"
for address in "$@"; do
  if found=$(postmap -q "$address" "pgsql:$folder/lifetime.cf"); then
    echo "$address -> $found"
  else
    echo "$address -> nowhere"
  fi
done
