#!/usr/bin/env bash
# Whether the service on this machine can speak: exit code 0 or 1. For health checks, where there is no curl.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${CAMEL_SERVER_PORT:-8080}"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[[ $status == 200 ]]
