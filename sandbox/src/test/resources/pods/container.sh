#!/bin/sh
# Runs a command as a container would be: a root file system of its own that can't be written, mounts at their places, a
# user without any capability. Needs util-linux and user namespaces; started by
#   unshare --map-user=UID --map-group=GID --keep-caps --mount container.sh ROOT [SOURCE TARGET ro|rw]... -- COMMAND...
# SOURCE is a file or a folder. The network and the processes are the machine's.
set -eu

root=$1
shift
mount -t tmpfs -o mode=755 root "$root"

put() { # source, target, ro or rw
  if [ -d "$1" ]; then
    mkdir -p "$root$2"
  else
    mkdir -p "$root$(dirname "$2")"
    : >"$root$2"
  fi
  mount --rbind "$1" "$root$2"
  if [ "$3" = ro ]; then
    mount -o remount,bind,ro "$root$2"
  fi
}

for folder in /bin /lib /lib64 /sbin /usr; do
  if [ -L "$folder" ]; then
    ln -s "$(readlink "$folder")" "$root$folder"
  elif [ -d "$folder" ]; then
    put "$folder" "$folder" ro
  fi
done
put /dev /dev rw
put /proc /proc rw
while [ "$1" != -- ]; do
  put "$1" "$2" "$3"
  shift 3
done
shift
mount -o remount,bind,ro "$root"
exec chroot "$root" setpriv --inh-caps=-all --ambient-caps=-all --bounding-set=-all --no-new-privs "$@"
