# Fetches the packages and compiles, if that is not done yet. Sourced by ./start and ./test in the storefront's folder.

node_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || node_major=0
if [ "$node_major" -lt 20 ] || ! command -v npm >/dev/null; then
  echo "storefront: Node.js 20 or newer with npm is needed on the PATH." >&2
  exit 2
fi
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund >&2
fi
if [ ! -f dist/built ] || [ -n "$(find src tests tsconfig.json -newer dist/built -type f -print | head -n 1)" ]; then
  npm run --silent build
  touch dist/built
fi
