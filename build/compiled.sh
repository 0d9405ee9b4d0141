# Compiles the project if a source is newer than what was compiled. Sourced by ./demo and ./bench in the top folder.
# Sets $classpath.

built=sandbox/target/runtime.classpath
sources="pom.xml connections crds neon neon-local operator sandbox sealing tenant-schema"
if [ ! -f "$built" ] || [ -n "$(find $sources -newer "$built" -name target -prune -o -newer "$built" \
  \( -path '*/src/main/*' -o -name pom.xml \) -type f -print | head -n 1)" ]; then
  echo "Building the project (about 1 minute; the first time Maven also fetches the libraries) ..." >&2
  ./mvnw --quiet -DskipTests process-classes
  touch "$built" # Maven leaves the file alone when its content stays the same
fi

classpath="sandbox/target/classes:$(cat "$built")"
