package io.tenantdb.connections;

import java.util.concurrent.ThreadFactory;

/** Threads that don't keep a process from ending. */
record DaemonThreads(String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
