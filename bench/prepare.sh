# What the scripts beside this file begin with: they source it after `set -eu`, with $root, the folder of the checkout.
# It finds a JDK 25, builds, and says where things are. BENCH_BUILD=never leaves out the build.

find_java() {
  for home in "${TRENT_JAVA_HOME-}" "${JAVA_HOME-}" /usr/lib/jvm/* /opt/*; do
    if [ -n "$home" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  echo "$0 needs a JDK 25: say where it is with TRENT_JAVA_HOME." >&2
  exit 1
}

cd "$root"
JAVA_HOME=$(find_java)
export JAVA_HOME
[ -n "${BENCH_BUILD-}" ] || ./mvnw -q -pl server,bench -DskipConsole -Dmaven.test.skip=true -Dspotless.check.skip=true package
java="$JAVA_HOME/bin/java"
server="${BENCH_SERVER:-server/target/trent/lib/*}"
bench="${BENCH_CLASSES:-bench/target/trent-bench-0.1.0.jar:bench/target/lib/*}"
work=$(mktemp -d)
pids=''

# Ends the servers whose ids are in $pids.
end() {
  for pid in $pids; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
  done
  pids=''
}
trap 'end; rm -rf "$work"' EXIT INT TERM

# Makes an installation in $work/$1, reads its root user's access key into the environment, and starts a server of it on
# port $2 by the command after that, such as `taskset -c 0`; its id is then $pid.
start_server() {
  folder=$work/$1 port=$2
  shift 2
  "$java" --enable-native-access=ALL-UNNAMED -cp "$server" dev.trent.cli.Main init --account 111122223333 \
    --data "$folder" | grep '^export ' >"$folder.env"
  . "$folder.env"
  : >"$folder.log"
  # shellcheck disable=SC2086 # options are split at blanks
  "$@" "$java" $options --enable-native-access=ALL-UNNAMED -cp "$server" \
    dev.trent.cli.Main server --port "$port" --data "$folder" >"$folder.log" 2>&1 &
  pid=$!
  pids="$pids $pid"
  until grep -q listening "$folder.log"; do sleep 0.1; done
}
