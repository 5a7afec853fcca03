#!/usr/bin/env bash
# Makes a class archive (AppCDS) beside a jar, for a start in about half of the time:
#
#   config/container/class-archive.sh target/coqui-camel.jar
#   java -XX:SharedArchiveFile=target/coqui-camel.jsa -jar target/coqui-camel.jar
#
# The service speaks once, on a free port that only this machine can reach, and the classes that this took are kept. They
# are good for this jar, these libraries and this JVM, at these paths; with others the JVM does without. Then make it anew.
set -euo pipefail
jar=${1:?the path of coqui-camel.jar}
archive=${jar%.jar}.jsa
folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT

mkfifo "$folder/log"
COQUI_API_KEYS='' COQUI_API_KEYS_FILE='' COQUI_LOG_FORMAT=json COQUI_LOG_LEVEL=INFO \
  java -XX:ArchiveClassesAtExit="$archive" -Xlog:cds=error -Xlog:cds+dynamic=error -Dcamel.server.host=127.0.0.1 \
  -Dcoqui.management.host=127.0.0.1 -Dcoqui.management.port=0 -jar "$jar" serve --port 0 2>"$folder/log" &
server=$!

exec 4<"$folder/log"
port=
while read -r -t 120 line <&4 && [[ $line != *'"serve.ready"'* ]]; do
  [[ $line == '{'* && $line != *'"level":"ERROR"'* ]] || echo "$line" >&2
  [[ $line =~ \"serve.listening\".*\"port\":([0-9]+) ]] && port=${BASH_REMATCH[1]}
done
if [[ -z $port || ${line:-} != *'"serve.ready"'* ]]; then
  echo "The service cannot speak, so there is no class archive." >&2
  exit 1
fi
cat <&4 >/dev/null &

body='{"text": "Hello! How are you today?"}'
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'POST /tts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
  "${#body}" "$body" >&3
read -r _ status _ <&3
cat <&3 >/dev/null

rm -f "$archive"
kill -TERM "$server"
wait "$server" || true   # 143: ended by the signal
server=
if [[ $status != 200 || ! -s $archive ]]; then
  echo "POST /tts was answered with $status; $archive was not made." >&2
  rm -f "$archive"
  exit 1
fi
echo "$archive"
