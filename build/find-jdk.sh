# Finds a JDK 25 or newer and exports JAVA_HOME. Sourced by ./mvnw and ./demo, so that a machine
# whose `java` is older needs no settings: only a JDK 25 somewhere usual.

jdk_major() { # the major version of the JDK in folder $1, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null) || on_path=
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$jdk" ] || continue
    major=$(jdk_major "$jdk")
    if [ "${major:-0}" -ge 25 ]; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "This project needs a JDK 25 or newer, and none was found." >&2
  echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}), javac on the PATH (${on_path:-none}), /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks, mise, /Library/Java." >&2
  echo "Install one (for example Temurin 25) or set JAVA_HOME to its folder." >&2
  return 1
}

find_jdk || exit 1
