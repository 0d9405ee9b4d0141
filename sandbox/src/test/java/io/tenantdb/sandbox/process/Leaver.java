package io.tenantdb.sandbox.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts a child in the folder given to it and waits for its own end. */
final class Leaver {
  private Leaver() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ChildProcesses children = ChildProcesses.in(folder);
    children.start(new Program("left", List.of("sleep", "300")));
    Files.createFile(folder.resolve("started"));
    new CountDownLatch(1).await();
  }
}
